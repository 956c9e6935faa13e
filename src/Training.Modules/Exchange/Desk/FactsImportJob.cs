using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Exchange.Desk;

/// <summary>
/// Checks or imports a large set. One step, because it is one transaction: all of it or nothing. The site has nobody yet who could
/// be kept waiting.
/// </summary>
public sealed class FactsImportJob(FactsDesk desk) : IJob
{
    public const string JobName = "exchange.import";

    /// <summary>First letter of the state; the ref follows.</summary>
    internal const string Check = "c", Apply = "a";

    public string Name => JobName;
    public string Title => "导入历史数据";

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var report = await desk.WorkAsync(state[1..(Ids.Length + 1)], state.StartsWith(Apply, StringComparison.Ordinal), cancel);
        var rows = (int)Math.Min(int.MaxValue, report?.Rows.Values.Sum() ?? 0);
        return new(state, rows, null, true, report switch
        {
            null => "上传的文件已经清理了，请重新上传。",
            { Applied: true } => "已导入。",
            { Good: true } => "检查过了，没有问题。",
            _ => "有要改的地方，没有导入。请看页面。",
        });
    }
}

/// <summary>Each night: uploads that were never imported.</summary>
internal sealed class TidyFacts(FactsDesk desk) : IRecurringJob
{
    public string Name => "exchange.tidy";
    public string Title => "清理没有导入的历史数据文件";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.Hour < 3 ? null : DateOnly.FromDateTime(chinaNow).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        await desk.TidyAsync(cancel);
        return new("", 0, null, true);
    }
}
