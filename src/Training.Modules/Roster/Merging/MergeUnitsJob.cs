using System.Text.Json;
using Training.Platform.Jobs;
using Training.Platform.Localization;

namespace Training.Modules.Roster.Merging;

/// <summary>
/// Merges units with many people beside the page: one step, because it is one transaction. In portions some would count in the old units and
/// some in the new one, which is right on no day; so figures change at one moment for all of them, and the step tells meanwhile how far it is.
/// </summary>
public sealed class MergeUnitsJob(UnitMerging merging, StepProgress progress, Text text) : IJob
{
    public const string JobName = "roster.merge-units";

    public string Name => JobName;
    public string Title => "合并单位";

    /// <summary>What it is queued with: the order, the numbers that were confirmed, and by whom.</summary>
    public sealed record State(MergeOrder Order, string Fingerprint, long ById, string ByName);

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var order = JsonSerializer.Deserialize<State>(state)!;
        var answer = await merging.ApplyAsync(order.Order, order.Fingerprint, (order.ById, order.ByName), cancel, progress);
        var people = answer.Plan?.People ?? 0;
        return answer.IsDone
            ? new(state, people, people, true, $"已合并，{people} 人接到新单位。")
            : new(state, 0, people, true, "没有合并：" + text[answer.Problems[0].Message, [.. answer.Problems[0].Arguments]]);
    }
}
