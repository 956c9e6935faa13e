using System.Globalization;
using Training.Platform.Jobs;

namespace Training.Modules.Reporting.Services;

/// <summary>Every ten minutes, and when many changes were written (<see cref="FoldingSoon"/>): folds changes into the months. Reads are right without it, only slower.</summary>
internal sealed class MergeRates(RateFolding folding) : IRecurringJob
{
    public const string JobName = "reporting.merge-rates";

    public string Name => JobName;
    public string Title => "归并持证率变动";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)[..^1];

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel) =>
        new("", 1, 1, IsFinished: true, $"归并 {await folding.RunAsync(cancel)} 次变动");
}
