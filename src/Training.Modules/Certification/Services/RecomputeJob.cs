using System.Text.Json;
using Training.Modules.Certification.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Certification.Services;

/// <summary>Brings everybody's certificates, standings and counts up to date after something that concerns many.</summary>
public sealed class RecomputeJob(Recompute recompute, SchemeTable table, Events events) : IJob
{
    public const string JobName = "certification.recompute";

    public string Name => JobName;
    public string Title => "重算认证状态";

    /// <param name="Everybody">See <see cref="Recompute.RenewAsync"/>.</param>
    public sealed record State(bool Everybody, long After = 0, int Done = 0)
    {
        public string ToJson() => JsonSerializer.Serialize(this);
    }

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var s = JsonSerializer.Deserialize<State>(state)!;
        // Another node may still remember what held before.
        table.Forget();
        var page = await recompute.RenewAsync(s.After, s.Everybody, cancel);
        s = s with { After = page.Last ?? s.After, Done = s.Done + page.People };
        if (page.Last is null) await events.RaiseAsync(new StandingsRenewed(), cancel);
        return new(s.ToJson(), s.Done, null, page.Last is null);
    }
}
