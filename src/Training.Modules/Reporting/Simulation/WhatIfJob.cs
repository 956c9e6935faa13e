using System.Globalization;
using System.Text.Json;
using Training.Modules.Certification.Simulation;
using Training.Platform.Jobs;

namespace Training.Modules.Reporting.Simulation;

/// <summary>Simulates a draft over a large roster: first the packs that are missing, a portion a step, then the roster in one.</summary>
internal sealed class WhatIfJob(WhatIfDesk desk, ProofPacks packs) : IJob
{
    public const string JobName = "reporting.what-if";

    /// <summary>Portions of packs in one step.</summary>
    private const int Portions = 4;

    public string Name => JobName;
    public string Title => "方案试算";

    /// <param name="Missing">Packs that were missing at first; null = not counted yet.</param>
    public sealed record State(long Id, int? Missing = null, int Filled = 0)
    {
        public string ToJson() => JsonSerializer.Serialize(this);
    }

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var s = JsonSerializer.Deserialize<State>(state)!;
        if (s.Missing is null)
        {
            s = s with { Missing = await packs.CountMissingAsync(cancel) };
            if (s.Missing > 0) return new(s.ToJson(), 0, s.Missing + 1, false, "正在准备数据。");
        }
        var filled = 0;
        for (var i = 0; i < Portions && s.Missing > 0 && await packs.FillAsync(cancel) is var count and > 0; i++) filled += count;
        if (filled > 0)
        {
            s = s with { Filled = s.Filled + filled };
            return new(s.ToJson(), s.Filled, Math.Max(s.Missing.Value, s.Filled) + 1, false, "正在准备数据。");
        }
        var result = await desk.CompleteAsync(s.Id, cancel);
        return new(s.ToJson(), s.Filled + 1, s.Filled + 1, true, result is null ? "这次试算已被新的代替。"
            : string.Create(CultureInfo.InvariantCulture, $"已试算 {result.People:N0} 人。"));
    }
}
