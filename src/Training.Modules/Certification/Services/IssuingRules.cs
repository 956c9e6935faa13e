using System.Text.RegularExpressions;
using Training.Modules.Certification.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Settings;

namespace Training.Modules.Certification.Services;

/// <summary>Reads, checks and stores what a district decides about its certificates.</summary>
public sealed partial class IssuingRules(UnitOfWork unit, SettingsStore settings, JobQueue jobs, AuditLog audit)
{
    public const int IssuerMax = 80, AddressMax = 200;

    public ValueTask<CertificationSettings> GetAsync(CancellationToken cancel) => settings.GetAsync<CertificationSettings>(cancel);

    /// <returns>Chinese message that says what to do; null when it may be stored.</returns>
    public static string? Refuse(CertificationSettings rules)
    {
        if (!CodePattern().IsMatch(rules.DistrictCode)) return "区划代码是 6 位数字，例如 310105。";
        if (rules.Issuer.Length is < 2 or > IssuerMax) return "发证机构请写 2 到 80 个字，会印在证书上。";
        if (CertificateWording.Problem(rules.Issuer) is { } wording) return wording;
        if (rules.PublicUrl.Length > AddressMax || (rules.PublicUrl.Length > 0 && !AddressPattern().IsMatch(rules.PublicUrl)))
            return "站点网址请写完整，例如 https://peixun.example.cn，不带最后的斜杠；也可以留空。";
        return null;
    }

    /// <summary>From now on. Whoever waits is issued to by a job when issuing becomes automatic; nothing that was issued changes.</summary>
    public Task SaveAsync(CertificationSettings rules, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var before = await GetAsync(cancel);
        if (before == rules) return;
        await settings.SetAsync(rules, cancel);
        audit.Add("Settings", "IssuingChanged", nameof(CertificationSettings),
            $"{(rules.AutoIssue ? "满足要求自动发证" : "审核以后发证")}；发证机构：{rules.Issuer}；区划代码：{rules.DistrictCode}；网址：{(rules.PublicUrl.Length > 0 ? rules.PublicUrl : "未填")}");
        if (rules.AutoIssue && !before.AutoIssue)
            await jobs.QueueAsync(RecomputeJob.JobName, new RecomputeJob.State(Everybody: false).ToJson(), null, null, cancel);
    }, cancel);

    [GeneratedRegex("^[0-9]{6}$")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"^https?://[a-zA-Z0-9.-]+(:[0-9]{1,5})?(/[a-zA-Z0-9._-]+)*$")]
    private static partial Regex AddressPattern();
}
