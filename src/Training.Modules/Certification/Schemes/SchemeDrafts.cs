using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Models;
using Training.Modules.Practice.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;

namespace Training.Modules.Certification.Schemes;

/// <summary>A draft as an officer sees it.</summary>
/// <param name="Missing">Modules and scenarios that it names and that are not published here: with one of them it cannot be put in force.</param>
public sealed record DraftView(string Ref, TrainingRole Role, string Title, string Note, SchemeRules Rules, IReadOnlyList<string> Missing);

/// <summary>Proposed schemes: lists them, and puts one in force.</summary>
public sealed class SchemeDrafts(TenantDb db, UnitOfWork unit, SchemeVersions versions, Catalog catalog, Scenarios scenarios, AuditLog audit, TimeProvider clock)
{
    /// <summary>Longest time ahead from which a scheme may be in force, days.</summary>
    public const int AheadDays = 366;

    /// <summary>Drafts that are listed.</summary>
    private const int Most = 100;

    public async Task<IReadOnlyList<DraftView>> ListAsync(CancellationToken cancel)
    {
        var published = await PublishedAsync(cancel);
        // Roles are words in the database: their order on screen is made here.
        return [.. (await db.Set<SchemeDraft>().AsNoTracking().OrderBy(d => d.Id).Take(Most).ToListAsync(cancel)).OrderBy(d => d.Role).Select(d => View(d, published))];
    }

    public async Task<DraftView?> FindAsync(string reference, CancellationToken cancel) =>
        await db.Set<SchemeDraft>().AsNoTracking().FirstOrDefaultAsync(d => d.Ref == reference, cancel) is { } draft ? View(draft, await PublishedAsync(cancel)) : null;

    /// <summary>Makes a draft the next version of its role; the version before ends the day before. The draft stays, for the next time.</summary>
    /// <returns>A Chinese message when it was refused; null when it was done.</returns>
    public async Task<string?> PutInForceAsync(string reference, DateOnly from, CancellationToken cancel)
    {
        if (await FindAsync(reference, cancel) is not { } draft) return "没有这份草案，请刷新页面再看。";
        if (draft.Missing.Count > 0) return $"这些内容还没有发布，不能施行：{string.Join("、", draft.Missing)}。";
        if (from < clock.Today()) return "施行日不能早于今天，请改晚一些。";
        if (from > clock.Today().AddDays(AheadDays)) return "施行日最多晚于今天一年，请改早一些。";
        return await unit.RunAsync(async () =>
        {
            if (await versions.AddAsync(draft.Role, draft.Title, draft.Rules, from, SchemeVersions.ByHand + draft.Ref, 1, cancel) is not { } added)
                return "施行日要晚于上一版的施行日，请改晚一些。";
            audit.Add("Scheme", "PutInForce", $"{draft.Role} v{added.Version}", $"认证方案“{draft.Title}”第 {added.Version} 版，{from:yyyy-MM-dd} 起施行。");
            await db.SaveChangesAsync(cancel);
            return null;
        }, cancel);
    }

    private static DraftView View(SchemeDraft draft, HashSet<string> published)
    {
        var rules = SchemeRulesJson.Read(draft.RulesJson);
        var named = rules.Renewal.Paths.Select(p => p.Requirements).Prepend(rules.Requirements).SelectMany(r => RuleCheck.Subjects(r))
            .Where(s => s.Kind is RequirementKind.Module or RequirementKind.Scenario).Select(s => s.Subject).Distinct();
        return new(draft.Ref, draft.Role, draft.Title, draft.Note, rules, [.. named.Where(s => !published.Contains(s)).Order(StringComparer.Ordinal)]);
    }

    private async Task<HashSet<string>> PublishedAsync(CancellationToken cancel) =>
        [.. (await catalog.ModulesAsync(cancel)).Select(m => m.Code), .. (await scenarios.AllAsync(cancel)).Select(s => s.Id)];
}
