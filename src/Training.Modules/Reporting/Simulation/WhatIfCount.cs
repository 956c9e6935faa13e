using System.Runtime.InteropServices;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Simulation;

/// <summary>An assignment that loses or wins its certificate, and on which day. Kept for each of a million people, hence small.</summary>
internal readonly record struct Turn(Post Post, DateOnly On, WhatIfChange Change)
{
    public bool Lapsed => Change is WhatIfChange.Lapsed or WhatIfChange.LapsedAnyway;
    public bool ByDraft => Change is WhatIfChange.Lapsed or WhatIfChange.Gained;
}

/// <summary>Counts one person after another under the present rules and under the draft. One for each thread; summed in the end.</summary>
internal sealed class WhatIfCount
{
    private static readonly DaySet Ever = DaySet.Of(DateOnly.MinValue, null);

    private readonly WhatIfOrder _order;
    private readonly Roster _roster;
    private readonly WhatIf _rules;
    private readonly WordPool _words = new();
    private readonly StreetOpenings _openings;
    private readonly DaySet _scopeNow, _scopeThen;
    private readonly bool _sameScope;
    private readonly IReadOnlyList<DateOnly> _table;
    private readonly DateOnly _today, _last;
    private readonly Dictionary<int, StreetSums> _streets;

    public WhatIfCount(WhatIfOrder order, RoleSchemes present, Roster roster)
    {
        (_order, _roster, _openings) = (order, roster, present.Openings);
        _rules = order.Rules(present);
        (_scopeNow, _scopeThen) = (ScopeOf(present.Of(order.Role)), ScopeOf(_rules.SchemesThen));
        _sameScope = Same(_scopeNow, _scopeThen);
        _table = order.Days.Table;
        (_today, _last) = (order.Days.Today, _table[^1]);
        _streets = roster.Units.ToDictionary(u => u, _ => new StreetSums(_today, order.Days.Count, _table.Count));
    }

    public IReadOnlyDictionary<int, StreetSums> Streets => _streets;
    public List<Turn> Turns { get; } = [];
    public int People { get; private set; }

    /// <summary>People who renew, and for whom no evidence could be made up: they lapse in both.</summary>
    public int Unassumed { get; private set; }

    public void Add(long personId, ReadOnlySpan<byte> pack)
    {
        var posts = _roster.Of(personId);
        if (posts.IsEmpty) return;
        var held = Held(posts);
        var outlook = _rules.Of(PackCode.Read(pack, _order.Role, _rules.Changes, _words), held);
        var (now, then) = (CertifiedDays(outlook.Now), CertifiedDays(outlook.Then));
        People++;
        if (!outlook.Assumed) Unassumed++;
        var same = Same(now, then);
        foreach (var post in posts) Add(post, CollectionsMarshal.AsSpan(held), now, then, same);
    }

    public void Add(WhatIfCount other)
    {
        foreach (var (unit, sums) in other._streets) _streets[unit].Add(sums);
        Turns.AddRange(other.Turns);
        People += other.People;
        Unassumed += other.Unassumed;
    }

    internal static List<(DateOnly From, DateOnly? Through)> Held(ReadOnlySpan<Post> posts)
    {
        var held = new List<(DateOnly, DateOnly?)>(posts.Length);
        foreach (var post in posts) held.Add((post.Start, post.End));
        return held;
    }

    /// <param name="held">Days of all posts of the person.</param>
    private void Add(Post post, ReadOnlySpan<(DateOnly From, DateOnly? Through)> held, DaySet certifiedNow, DaySet certifiedThen, bool same)
    {
        // A draft opens no street: the days are the same with it and without it.
        var open = _openings.Within(_order.Role, post.UnitId, Ever);
        var counted = new PostDays(post.Start, post.End, RoleDuty.Of(post.Start, held), _roster.LeavesOf(post.AssignmentId), open).Required;
        var requiredNow = counted.Intersect(_scopeNow);
        var requiredThen = _sameScope ? requiredNow : counted.Intersect(_scopeThen);
        var both = requiredNow.Intersect(certifiedNow);
        var street = _streets[post.UnitId];
        street.Add(Series.RequiredNow, requiredNow);
        street.Add(Series.CertifiedNow, both);
        street.Add(Series.RequiredThen, requiredThen);
        street.Add(Series.CertifiedThen, _sameScope && same ? both : requiredThen.Intersect(certifiedThen));

        var before = certifiedNow.Contains(_today);
        for (var i = 0; i < _table.Count; i++)
        {
            if (!requiredThen.Contains(_table[i])) continue;
            var (now, then) = (certifiedNow.Contains(_table[i]), certifiedThen.Contains(_table[i]));
            if (now != then) street.Count(now ? WhatIfChange.Lapsed : WhatIfChange.Gained, i);
            else if (now != before) street.Count(before ? WhatIfChange.LapsedAnyway : WhatIfChange.GainedAnyway, i);
        }
        if ((same ? null : ByDraft(post, requiredThen, certifiedNow, certifiedThen)) is { } turn) Turns.Add(turn);
        else if (First(Otherwise()) is { } on) Turns.Add(new(post, on, before ? WhatIfChange.LapsedAnyway : WhatIfChange.GainedAnyway));

        // Other than today, with the draft and without it.
        DaySet Otherwise() => before ? (same ? requiredThen : requiredThen.Subtract(certifiedNow)).Subtract(certifiedThen)
            : (same ? requiredThen : requiredThen.Intersect(certifiedNow)).Intersect(certifiedThen);
    }

    /// <summary>The first difference between the draft and the present rules; null when there is none in the days ahead.</summary>
    private Turn? ByDraft(Post post, DaySet required, DaySet now, DaySet then)
    {
        var (lapsed, gained) = (First(required.Intersect(now).Subtract(then)), First(required.Intersect(then).Subtract(now)));
        if (lapsed is { } lost && (gained is null || lost < gained)) return new(post, lost, WhatIfChange.Lapsed);
        return gained is { } won ? new(post, won, WhatIfChange.Gained) : null;
    }

    /// <summary>The first day from today to the last.</summary>
    private DateOnly? First(DaySet days)
    {
        for (var i = 0; i < days.Runs.Length; i++)
        {
            var run = days.Runs[i];
            if (run.Through < _today) continue;
            var on = run.From > _today ? run.From : _today;
            return on <= _last ? on : null;
        }
        return null;
    }

    private static bool Same(DaySet a, DaySet b) => a.Runs.AsSpan().SequenceEqual(b.Runs.AsSpan());

    /// <summary>持证: the same days that rates count.</summary>
    private static DaySet CertifiedDays(IReadOnlyList<CertificateHistory> certificates)
    {
        Span<Days> printed = certificates.Count <= 32 ? stackalloc Days[32] : new Days[certificates.Count];
        for (var i = 0; i < certificates.Count; i++)
        {
            if (certificates[i].Events.Count > 0) return RoleDays.CertifiedOf(certificates.Select(CountedCertificate.Of));
            printed[i] = new(certificates[i].Certificate.ValidFrom, certificates[i].Certificate.ValidThrough);
        }
        // Nothing ever happened to most certificates: their days are those printed on them.
        return DaySet.Of(printed[..certificates.Count]);
    }

    private static DaySet ScopeOf(IReadOnlyList<DatedRules> schemes) => DaySet.Of(schemes.Select(s => new Days(s.From, s.Through ?? DateOnly.MaxValue)));
}
