using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Platform.Data;
using Training.Platform.Settings;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certification.Services;

/// <summary>Puts evidence into a tenant's ledger as the modules below do.</summary>
internal static class Ledger
{
    public static readonly string[] Teacher = ["O02", "R03"], Director = ["O02", "R03", "R04", "S1"];

    public static Task RecordAsync(this TestTenant tenant, long personId, string subject, DateOnly? on = null) => tenant.InScopeAsync(services =>
        services.GetRequiredService<EvidenceLedger>().RecordAsync(Row(personId, subject, on ?? tenant.Today, tenant.App.Clock.UtcNow()), CancellationToken.None));

    public static async Task RecordAllAsync(this TestTenant tenant, long personId, IEnumerable<string> subjects, DateOnly? on = null)
    {
        foreach (var subject in subjects) await tenant.RecordAsync(personId, subject, on);
    }

    public static Evidence Row(long personId, string subject, DateOnly on, DateTime utc) => new()
    {
        PersonId = personId, Kind = subject.StartsWith('S') ? EvidenceKind.ScenarioPassed : EvidenceKind.ModuleCompleted, Subject = subject,
        Score = 90, EffectiveOn = on, RecordedUtc = utc, Reason = "5 课全部学完，知识检测 90 分，达到要求。",
    };

    public static Task SettingsAsync(this TestTenant tenant, CertificationSettings settings) =>
        tenant.InScopeAsync(s => s.GetRequiredService<SettingsStore>().SetAsync(settings, CancellationToken.None));

    public static Task<List<Certificate>> CertificatesAsync(this TestTenant tenant) => tenant.InScopeAsync(async services =>
        services.GetRequiredService<TenantDb>().Set<Certificate>().OrderBy(c => c.Number).ToList());
}
