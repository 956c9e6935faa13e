using System.Globalization;
using Training.Platform.Jobs;

namespace Training.Modules.Reporting.Services;

/// <summary>Every hour: merges rows of the aggregate. Reads are right without it, only slower.</summary>
internal sealed class MergeRates(RateCompaction compaction) : IRecurringJob
{
    public string Name => "reporting.merge-rates";
    public string Title => "合并持证率汇总行";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.ToString("yyyy-MM-dd HH", CultureInfo.InvariantCulture);

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel) =>
        new("", 1, 1, IsFinished: true, $"少了 {await compaction.RunAsync(cancel)} 行");
}
