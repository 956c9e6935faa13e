using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Review;
using Training.Modules.Certification.Services;
using Training.Modules.Certification.Simulation;
using Training.Modules.Exchange.Format;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;

namespace Training.Modules.Exchange.Import;

/// <summary>
/// Works out everything that follows from the rows that were written, and holds it against what the set says: every completion must
/// come out of the ledger, every certificate must be explained by it. So the check of each night finds no difference afterwards.
/// </summary>
public sealed class FactsProof(
    TenantDb db, PersonFactsQuery facts, SchemeTable schemes, StandingStore standings, IssueRequests requests, Doubts doubts, RateProjection rates, ProofPacks packs, Recompute recompute)
{
    /// <returns>Completions that wait for a certificate.</returns>
    internal async Task<int> RunAsync(ImportState state, CancellationToken cancel)
    {
        await standings.RebuildAsync(cancel);
        await requests.RebuildAsync(cancel);
        await doubts.RebuildAsync(cancel);
        db.ChangeTracker.Clear();
        var stated = state.Completions.ToLookup(c => c.PersonId);
        var certificates = state.Certificates.ToDictionary(c => c.Key, c => c.Value.Row);
        var waits = 0;
        for (long? after = 0; after is { } last && !state.Problems.TooMany;)
        {
            var page = await recompute.CompareAsync(last, cancel);
            foreach (var difference in page.Differences.Where(d => !d.ByTime)) Report(difference);
            waits += await PageAsync(state, last, stated, cancel);
            after = page.Last;
        }
        if (state.Problems.Any) return 0;
        await rates.RebuildAsync(cancel);
        while (await packs.FillAsync(cancel) > 0) db.ChangeTracker.Clear();
        return waits;

        void Report(CertificateDifference difference)
        {
            var number = difference.What.Split(':')[0];
            if (certificates.TryGetValue(number, out var row))
                state.Problems.Add(FactFiles.Certificates.Name, row, "completed_on", number, "证书和完成记录、方案对不上：这一天要有同一版方案的完成；方案写了 rules 的，发证日、有效期和学时也要照方案算得出来。");
            else
                state.Problems.Add(FactFiles.ManifestName, 0, "auto_issue", "", "自动发证开着，但 {0} 完成了还没有证书，导入后会马上发证。请把 auto_issue 改成 false，或补上证书。", StaffNo(state, difference.PersonId));
        }
    }

    private async Task<int> PageAsync(ImportState state, long after, ILookup<long, StatedCompletion> stated, CancellationToken cancel)
    {
        var ids = await db.Set<Person>().Where(p => p.Id > after).OrderBy(p => p.Id).Select(p => p.Id).Take(CertificationLimits.PeopleAtOnce).ToListAsync(cancel);
        if (ids.Count == 0) return 0;
        var found = await facts.ForPeopleAsync(ids, cancel);
        var table = await schemes.AllAsync(cancel, found.Values.SelectMany(f => f.Certificates).Select(c => c.Certificate.SchemeId));
        var held = (await db.Set<RoleAssignment>().AsNoTracking().Where(a => ids.Contains(a.PersonId)).ToListAsync(cancel)).ToLookup(a => a.PersonId);
        var waits = 0;
        foreach (var id in ids)
        {
            foreach (var ofRole in stated[id].GroupBy(c => c.Role))
            {
                var computed = found[id].Completions(table, ofRole.Key, state.Today).ToDictionary(c => c.On, c => c.Scheme.Version);
                foreach (var c in ofRole)
                    if (!computed.TryGetValue(c.On, out var version) || version != c.Version)
                        state.Problems.Add(FactFiles.Completions.Name, c.Row, "completed_on", Cells.Of(c.On),
                            "按记录和方案算不出这次完成。请核对记录和方案的起止日期；撤销证书以前的完成不再算，请删去这一行。");
            }
            waits += held[id].HeldOn(state.Today).Count(role => found[id].Standing(table, role, state.Today).Awaiting is not null);
        }
        return waits;
    }

    private static string StaffNo(ImportState state, long personId) => state.People.FirstOrDefault(p => p.Value.Id == personId).Key ?? "";
}
