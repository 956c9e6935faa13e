using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Settings;

namespace Training.Modules.Certification.Services;

/// <summary>The versions of the tenant's certificate templates: which one a new certificate takes, and which one an old one has.</summary>
public sealed class CertificateTemplates(TenantDb db, UnitOfWork unit, AuditLog audit, SettingsStore settings)
{
    /// <summary>Versions listed of one template.</summary>
    public const int VersionsListed = 30;

    /// <summary>The newest version of each template, at most one for each role and one for all.</summary>
    public async Task<IReadOnlyDictionary<string, CertificateTemplate>> NewestAsync(CancellationToken cancel)
    {
        var templates = db.Set<CertificateTemplate>().AsNoTracking();
        return await templates.Where(t => t.Version == templates.Where(o => o.AppliesTo == t.AppliesTo).Max(o => o.Version))
            .ToDictionaryAsync(t => t.AppliesTo, cancel);
    }

    /// <summary>The template that certificates of a role take now.</summary>
    public static CertificateTemplate For(TrainingRole role, IReadOnlyDictionary<string, CertificateTemplate> newest) =>
        newest.TryGetValue(role.ToString(), out var own) && !own.IsWithdrawn ? own
        : newest.TryGetValue(CertificateTemplate.AllRoles, out var all) && !all.IsWithdrawn ? all
        : CertificateTemplate.Standard;

    /// <summary>What certificates issued now are given, by role.</summary>
    public async Task<Func<TrainingRole, CertificateLook>> LooksAsync(CancellationToken cancel)
    {
        var newest = await NewestAsync(cancel);
        var site = await settings.GetAsync<SiteSettings>(cancel);
        return role => new(For(role, newest) is { Id: > 0 } template ? template.Id : null, site.Name, site.SubName);
    }

    /// <summary>The version a certificate was issued with.</summary>
    public async Task<CertificateTemplate> OfAsync(Certificate certificate, CancellationToken cancel) => certificate.TemplateId is { } id
        ? await db.Set<CertificateTemplate>().AsNoTracking().SingleAsync(t => t.Id == id, cancel) : CertificateTemplate.Standard;

    public Task<CertificateTemplate?> ByRefAsync(string reference, CancellationToken cancel) =>
        db.Set<CertificateTemplate>().AsNoTracking().FirstOrDefaultAsync(t => t.Ref == reference, cancel);

    public Task<List<CertificateTemplate>> VersionsAsync(string appliesTo, CancellationToken cancel) => db.Set<CertificateTemplate>().AsNoTracking()
        .Where(t => t.AppliesTo == appliesTo).OrderByDescending(t => t.Version).Take(VersionsListed).ToListAsync(cancel);

    public async Task<byte[]?> LogoAsync(CertificateTemplate template, CancellationToken cancel) => template.LogoId is { } id
        ? await db.Set<CertificateLogo>().Where(l => l.Id == id).Select(l => l.Png).SingleAsync(cancel) : null;

    /// <summary>Adds a version. Of two that were begun from the same one, the second is refused.</summary>
    /// <returns>False when somebody else saved meanwhile.</returns>
    public Task<bool> AddAsync(CertificateTemplate version, byte[]? logo, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var last = await db.Set<CertificateTemplate>().Where(t => t.AppliesTo == version.AppliesTo).MaxAsync(t => (int?)t.Version, cancel) ?? 0;
        if (last != version.Version - 1) return false;
        var row = new CertificateTemplate
        {
            AppliesTo = version.AppliesTo, Version = version.Version, Statement = version.Statement, IssuerLine = version.IssuerLine,
            HasSealPlace = version.HasSealPlace, Accent = version.Accent, Border = version.Border, LogoId = await KeepAsync(logo, cancel),
            IsWithdrawn = version.IsWithdrawn, Note = version.Note, SavedByUserId = version.SavedByUserId, SavedBy = version.SavedBy, SavedUtc = version.SavedUtc,
        };
        db.Add(row);
        var whom = row.Role is { } role ? role.Title() : "全部岗位";
        audit.Add("CertificateTemplate", row.IsWithdrawn ? "Withdrawn" : "Saved", $"{row.AppliesTo} v{row.Version}",
            $"{(row.IsWithdrawn ? "停用" : "保存")}{whom}的证书样式第 {row.Version} 版。{row.Note}");
        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);

    private async Task<long?> KeepAsync(byte[]? png, CancellationToken cancel)
    {
        if (png is null) return null;
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(png));
        var logo = await db.Set<CertificateLogo>().FirstOrDefaultAsync(l => l.Hash == hash, cancel);
        if (logo is null)
        {
            db.Add(logo = new CertificateLogo { Hash = hash, Png = png });
            await db.SaveChangesAsync(cancel);
        }
        return logo.Id;
    }
}
