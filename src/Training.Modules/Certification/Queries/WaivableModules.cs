using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.Records.Models;
using Training.Modules.Records.Services;
using Training.Platform.Data;

namespace Training.Modules.Certification.Queries;

/// <summary>What the schemes in force let be waived, for those who enter waivers. One query for each 500 people.</summary>
internal sealed class WaivableModules(TenantDb db, SchemeTable schemes, TimeProvider clock) : IWaivableModules
{
    public async Task<IReadOnlyDictionary<long, IReadOnlySet<string>>> ForPeopleAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel)
    {
        var (today, table) = (clock.Today(), await schemes.AllAsync(cancel));
        var ofRole = RoleFacts.All.ToDictionary(r => r, r => Of(table.Of(r).Where(s => s.InForce(today)).Select(s => s.Rules)));
        var found = personIds.Distinct().ToDictionary(id => id, _ => EntryRules.WaivableByDefault);
        foreach (var portion in found.Keys.Chunk(CertificationLimits.PeopleAtOnce).ToList())
        {
            var held = await db.Set<RoleAssignment>().AsNoTracking()
                .Where(a => portion.Contains(a.PersonId) && a.Start <= today && (a.End == null || a.End >= today))
                .Select(a => new { a.PersonId, a.Role }).Distinct().ToListAsync(cancel);
            // A module counts for every role that is held: one scheme that lets it be waived is enough.
            foreach (var person in held.GroupBy(h => h.PersonId))
                found[person.Key] = person.SelectMany(h => ofRole[h.Role]).ToHashSet();
        }
        return found;
    }

    /// <summary>Of what the rules name they say it themselves; of the rest the product's list.</summary>
    private static HashSet<string> Of(IEnumerable<SchemeRules> inForce)
    {
        var named = inForce.SelectMany(r => r.Renewal.Paths.Select(p => p.Requirements).Prepend(r.Requirements)).SelectMany(Waivers.In).ToLookup(w => w.Code, w => w.Allowed);
        return [.. EntryRules.WaivableByDefault.Where(code => !named.Contains(code)), .. named.Where(w => w.Any(allowed => allowed)).Select(w => w.Key)];
    }
}
