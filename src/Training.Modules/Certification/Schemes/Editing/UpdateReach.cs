using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Schemes.Editing;

/// <summary>How many valid certificates rest on a module, and of how many people.</summary>
public sealed record Reached(int Certificates, int People);

/// <summary>Counts whom a forced update would concern: two queries, however many there are.</summary>
public sealed class UpdateReach(TenantDb db, SchemeTable schemes, TimeProvider clock)
{
    public async Task<Reached> OfAsync(string moduleCode, IReadOnlyCollection<Line> lines, CancellationToken cancel)
    {
        var today = clock.Today();
        var table = await schemes.AllAsync(cancel);
        var ids = RoleFacts.All.Where(r => lines.Count == 0 || lines.Contains(r.LineOf())).SelectMany(table.Of).Select(v => v.SchemeId).Where(id => table.ModulesOf(id).Contains(moduleCode)).ToList();
        var valid = db.Set<Certificate>().AsNoTracking().Where(c => ids.Contains(c.SchemeId) && c.ValidThrough >= today
            && !db.Set<CertificateEvent>().Any(e => e.CertificateId == c.Id && e.Kind == CertificateEventKind.Revoked));
        return new(await valid.CountAsync(cancel), await valid.Select(c => c.PersonId).Distinct().CountAsync(cancel));
    }
}
