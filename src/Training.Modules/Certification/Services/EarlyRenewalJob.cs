using System.Globalization;
using System.Text.Json;
using Training.Platform.Jobs;

namespace Training.Modules.Certification.Services;

/// <summary>What was ordered, and how far it came.</summary>
/// <param name="UserId">Who ordered it; what that account may do is asked again at each step.</param>
/// <param name="After">Last person looked at.</param>
/// <param name="Done">People looked at.</param>
public sealed record EarlyRenewalState(long UserId, EarlyRenewalList List, string Reason, int Total, long After = 0, int Done = 0, int Opened = 0)
{
    public string ToJson() => JsonSerializer.Serialize(this);
}

/// <summary>提前开放换证 for a list, some people at a time, so that nobody's certificate waits for the whole of it.</summary>
public sealed class EarlyRenewalJob(EarlyRenewal early, Officers officers) : IJob
{
    public const string JobName = "certificates.open-early";

    /// <summary>People a step: each is evaluated anew, while nobody else can issue.</summary>
    public const int AtOnce = 20;

    public string Name => JobName;
    public string Title => "提前开放换证";

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var s = JsonSerializer.Deserialize<EarlyRenewalState>(state)!;
        if (await officers.WithAsync(s.UserId, CertificationPermissions.IssueCertificates) is not { } officer)
            return new(state, s.Done, s.Total, true, $"下达的账号已没有发证权限，停在这里。已给 {s.Opened} 人开放。");
        var (people, opened) = await early.OpenPortionAsync(officer, s.List, s.Reason, s.After, AtOnce, cancel);
        s = s with { After = people.Count > 0 ? people[^1] : s.After, Done = s.Done + people.Count, Opened = s.Opened + opened };
        return new(s.ToJson(), s.Done, Math.Max(s.Total, s.Done), people.Count < AtOnce, Said(s));
    }

    private static string Said(EarlyRenewalState s) => s.Opened == 0 ? "没有人需要提前开放：证书现在不是有效的，或者已经可以换证。"
        : string.Create(CultureInfo.InvariantCulture, $"已给 {s.Opened} 人提前开放换证，本人会收到消息。")
            + (s.Done > s.Opened ? string.Create(CultureInfo.InvariantCulture, $"另外 {s.Done - s.Opened} 人没有变：证书现在不是有效的，或者已经可以换证。") : "");
}
