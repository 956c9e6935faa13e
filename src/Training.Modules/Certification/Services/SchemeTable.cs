using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Training.Modules.Assessment.Services;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Courseware.Services;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Certification.Services;

/// <summary>All scheme versions of the tenant with their rules, what was announced about modules, and which 街镇 are open, from memory; other nodes follow within 30 s.</summary>
public sealed class SchemeTable(TenantDb db, Catalog catalog, KnowledgeChecks checks, IMemoryCache cache, CurrentTenant tenant)
{
    private (string, string) Key => (tenant.Required.TenantId, "certification-schemes");

    /// <param name="named">Schemes that certificates at hand name: one that is not known yet makes the table be read again.</param>
    public async ValueTask<RoleSchemes> AllAsync(CancellationToken cancel, IEnumerable<long>? named = null)
    {
        if (cache.TryGetValue(Key, out RoleSchemes? known) && (named is null || named.All(known!.Has))) return known!;
        var rows = await db.Set<CertificationScheme>().AsNoTracking().OrderBy(s => s.Role).ThenBy(s => s.Version).ToListAsync(cancel);
        // Not kept before the first import: the setup asks before it writes.
        if (rows.Count == 0) return new RoleSchemes(rows);
        var updates = await db.Set<ForcedUpdate>().AsNoTracking().OrderBy(u => u.Id).ToListAsync(cancel);
        await FindOldVersionsAsync(updates, cancel);
        var editions = await db.Set<MajorEdition>().AsNoTracking().OrderBy(e => e.Id).Select(e => new ModuleChange(e.ModuleCode, e.PublishedOn, e.Note)).ToListAsync(cancel);
        var openings = new StreetOpenings(await db.Set<StreetOpening>().AsNoTracking().OrderBy(o => o.Id).ToListAsync(cancel));
        return cache.Set(Key, new RoleSchemes(rows, updates, editions, openings), TimeSpan.FromSeconds(30));
    }

    /// <summary>Evidence names the version of the check, or of the module, on which it was earned: of each, all but the one that was current when the update was announced.</summary>
    private async Task FindOldVersionsAsync(List<ForcedUpdate> updates, CancellationToken cancel)
    {
        foreach (var module in updates.GroupBy(u => u.ModuleCode))
        {
            var ids = new[] { (await catalog.ByCodeAsync(module.Key, cancel))?.Item.ContentItemId, (await checks.ByCodeAsync(module.Key, cancel))?.Item.ContentItemId };
            var versions = await db.Set<ContentItem>().AsNoTracking().Where(c => ids.Contains(c.ContentItemId) && c.PublishedUtc != null)
                .Select(c => new { c.Id, c.ContentItemId, c.ContentItemVersionId, c.PublishedUtc }).ToListAsync(cancel);
            foreach (var update in module)
                update.OldVersions = versions.Where(v => v.PublishedUtc <= update.RecordedUtc).GroupBy(v => v.ContentItemId)
                    .SelectMany(item => item.OrderByDescending(v => v.PublishedUtc).ThenByDescending(v => v.Id).Skip(1)).Select(v => v.ContentItemVersionId).ToHashSet();
        }
    }

    /// <summary>The next one who asks reads them anew.</summary>
    public void Forget() => cache.Remove(Key);
}
