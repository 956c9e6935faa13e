using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Services;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Simulation;

/// <summary>
/// Simulates a draft over the whole roster of its role: one pass over the packs, counted by two threads while the third reads. Three
/// queries and one for each 500 people whose reasons are kept.
/// </summary>
public sealed class WhatIfRun(TenantDb db, SchemeTable schemes)
{
    /// <summary>Turns kept with their reasons for each 街镇 and line, so that whoever may see only those still sees so many; the rest is only counted.</summary>
    public const int NamesKept = 200;

    /// <summary>Days before today on which an assignment may have ended and still leave its successor without grace.</summary>
    private const int Before = 366;

    private const int Threads = 2, PacksAtOnce = 500;

    /// <summary>Packs handed on together, and how many such lots wait. What waits outlives a collection of garbage, of which there are thousands: little costs least.</summary>
    private const int Lot = 50, LotsWaiting = 4;

    /// <param name="lastPerson">Only people up to this id.</param>
    public async Task<WhatIfResult> RunAsync(WhatIfOrder order, CancellationToken cancel, long lastPerson = long.MaxValue)
    {
        var present = await schemes.AllAsync(cancel);
        var roster = await RosterAsync(order, lastPerson, cancel);
        var counts = await CountAsync(order, present, roster, lastPerson, cancel);
        var turns = await ExplainAsync(order, present, roster, Pick(counts.Turns), cancel);
        return new(order.Role, order.Draft.From, order.Draft.Title, order.Assumption, order.Today, order.Target, order.Days.Table,
            [.. counts.Streets.Select(s => Street(order, s.Key, s.Value))], turns, counts.People, counts.Unassumed) { Form = WhatIfResult.CurrentForm };
    }

    private async Task<Roster> RosterAsync(WhatIfOrder order, long lastPerson, CancellationToken cancel)
    {
        var (since, last, today) = (order.Today.AddDays(-Before), order.Days.Last, order.Today);
        var posts = new List<Post>();
        var rows = db.Set<RoleAssignment>().AsNoTracking().Where(a => a.Role == order.Role && a.PersonId <= lastPerson && a.Start <= last && (a.End == null || a.End >= since))
            .Select(a => new Post(a.Id, a.PersonId, a.SubDistrictId, a.Line, a.Start, a.End));
        await foreach (var post in rows.AsAsyncEnumerable().WithCancellation(cancel)) posts.Add(post);
        var leaves = await (from l in db.Set<Leave>().AsNoTracking()
                            join a in db.Set<RoleAssignment>() on l.AssignmentId equals a.Id
                            where a.Role == order.Role && a.PersonId <= lastPerson && (l.End == null || l.End >= today)
                            select new { l.AssignmentId, l.Start, l.End }).ToListAsync(cancel);
        return new([.. posts], leaves.GroupBy(l => l.AssignmentId)
            .ToDictionary(g => g.Key, g => g.Select(l => new Days(l.Start, l.End ?? DateOnly.MaxValue)).ToList()));
    }

    private IQueryable<ProofPack> Packs => db.Set<ProofPack>().AsNoTracking().Where(p => p.Form == PackCode.Form);

    private async Task<WhatIfCount> CountAsync(WhatIfOrder order, RoleSchemes present, Roster roster, long lastPerson, CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<ProofPack[]>(new BoundedChannelOptions(LotsWaiting) { SingleWriter = true });
        var counters = Enumerable.Range(0, Threads).Select(_ => new WhatIfCount(order, present, roster)).ToList();
        var work = counters.Select(counter => Task.Run(async () =>
        {
            await foreach (var lot in channel.Reader.ReadAllAsync(cancel))
                foreach (var pack in lot) counter.Add(pack.PersonId, pack.Bytes);
        }, cancel)).ToList();
        try
        {
            var lot = new List<ProofPack>(Lot);
            var role = order.Role;
            var own = Packs.Where(p => p.PersonId <= lastPerson && db.Set<RoleAssignment>().Any(a => a.PersonId == p.PersonId && a.Role == role));
            await foreach (var pack in own.AsAsyncEnumerable().WithCancellation(cancel))
            {
                lot.Add(pack);
                if (lot.Count < Lot) continue;
                await channel.Writer.WriteAsync([.. lot], cancel);
                lot.Clear();
            }
            await channel.Writer.WriteAsync([.. lot], cancel);
            channel.Writer.Complete();
        }
        catch (Exception e)
        {
            channel.Writer.Complete(e);
            throw;
        }
        finally
        {
            await Task.WhenAll(work);
        }
        foreach (var other in counters.Skip(1)) counters[0].Add(other);
        return counters[0];
    }

    private static WhatIfStreet Street(WhatIfOrder order, int unit, StreetSums sums)
    {
        var days = order.Days;
        var (requiredNow, now, required, then) = (sums.Of(Series.RequiredNow), sums.Of(Series.CertifiedNow), sums.Of(Series.RequiredThen), sums.Of(Series.CertifiedThen));
        return new(unit, [.. days.Table.Select((d, i) => Cell(d.DayNumber - days.Today.DayNumber, of => sums.Of(of)[i]))], Cell(0, _ => 0),
            Below(required, then), Below(requiredNow, now));

        WhatIfCell Cell(int at, Func<WhatIfChange, int> changed) => new(requiredNow[at], now[at], required[at], then[at],
            changed(WhatIfChange.Lapsed), changed(WhatIfChange.Gained), changed(WhatIfChange.LapsedAnyway), changed(WhatIfChange.GainedAnyway));

        DateOnly? Below(int[] of, int[] have)
        {
            for (var i = 0; i < of.Length; i++) if (have[i] * 100L < (long)of[i] * order.Target) return days.Today.AddDays(i);
            return null;
        }
    }

    /// <summary>Of each 街镇 and line those that come first, what the draft causes before the rest.</summary>
    private static List<Turn> Pick(List<Turn> turns) =>
    [
        .. turns.GroupBy(t => (t.Post.UnitId, t.Post.Line)).SelectMany(g => g.OrderBy(t => !t.ByDraft).ThenBy(t => t.Change).ThenBy(t => t.On)
            .ThenBy(t => t.Post.AssignmentId).Take(NamesKept)),
    ];

    /// <summary>What those who lapse then lack: two threads work it out while the packs of the next are read.</summary>
    private async Task<IReadOnlyList<WhatIfTurn>> ExplainAsync(
        WhatIfOrder order, RoleSchemes present, Roster roster, List<Turn> turns, CancellationToken cancel)
    {
        var found = new WhatIfTurn[turns.Count];
        var readers = Enumerable.Range(0, Threads).Select(_ => (Rules: order.Rules(present), Words: new WordPool())).ToList();
        var work = Task.CompletedTask;
        try
        {
            for (var start = 0; start < turns.Count; start += PacksAtOnce)
            {
                var (from, to) = (start, Math.Min(start + PacksAtOnce, turns.Count));
                var ids = turns[from..to].Where(t => t.Lapsed).Select(t => t.Post.PersonId).Distinct().ToList();
                var packs = await Packs.Where(p => ids.Contains(p.PersonId)).ToDictionaryAsync(p => p.PersonId, p => p.Bytes, cancel);
                await work;
                work = Task.WhenAll(readers.Select((reader, n) => Task.Run(() =>
                {
                    for (var i = from + n; i < to; i += Threads)
                        found[i] = Explain(reader.Rules, reader.Words, turns[i], packs.GetValueOrDefault(turns[i].Post.PersonId));
                }, cancel)));
            }
        }
        finally
        {
            await work;
        }
        return found;

        WhatIfTurn Explain(WhatIf rules, WordPool words, Turn turn, byte[]? pack)
        {
            var missing = new List<WhatIfMissing>();
            if (pack is not null && turn.Lapsed)
            {
                var outlook = rules.Of(PackCode.Read(pack, order.Role, rules.Changes, words), WhatIfCount.Held(roster.Of(turn.Post.PersonId)));
                missing.AddRange(rules.Open(outlook, turn.On)?.Requirements.Where(r => !r.Result.IsMet).Select(Missing) ?? []);
            }
            return new(turn.Post.AssignmentId, turn.Post.UnitId, turn.Post.Line, turn.On, turn.Lapsed, turn.ByDraft, missing);
        }
    }

    private static WhatIfMissing Missing(MetRequirement met) =>
        new(met.Requirement.Kind, met.Requirement.Subject, met.Requirement.Label, met.Result.Short, met.Result.Unit);
}
