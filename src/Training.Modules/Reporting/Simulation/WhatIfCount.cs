using System.Runtime.InteropServices;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Simulation;

/// <summary>An assignment that loses or wins its certificate, and on which day. Kept for each of a million people, hence small.</summary>
/// <param name="ByDraft">It would not without the draft.</param>
internal readonly record struct Turn(Post Post, DateOnly On, Change Change, bool ByDraft);

/// <summary>Counts one person after another under the present rules and under the draft. One for each thread; summed in the end.</summary>
internal sealed class WhatIfCount
{
    private static readonly DaySet Ever = DaySet.Of(DateOnly.MinValue, null);

    private readonly WhatIfOrder _order;
    private readonly Roster _roster;
    private readonly WhatIf _rules;
    private readonly WordPool _words = new();
    private readonly DaySet _scopeNow, _scopeThen;
    private readonly IReadOnlyList<DateOnly> _table;
    private readonly Dictionary<int, StreetSums> _streets;

    public WhatIfCount(WhatIfOrder order, RoleSchemes present, Roster roster)
    {
        (_order, _roster) = (order, roster);
        _rules = order.Rules(present);
        (_scopeNow, _scopeThen) = (ScopeOf(present.Of(order.Role)), ScopeOf(_rules.SchemesThen));
        _table = order.Days.Table;
        _streets = roster.Units.ToDictionary(u => u, _ => new StreetSums(order.Days.Today, order.Days.Count, _table.Count));
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
        for (var i = 0; i < posts.Length; i++) Add(posts[i], CollectionsMarshal.AsSpan(held), now, then);
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
    private void Add(Post post, ReadOnlySpan<(DateOnly From, DateOnly? Through)> held, DaySet certifiedNow, DaySet certifiedThen)
    {
        var counted = new PostDays(post.Start, post.End, RoleDuty.Of(post.Start, held), _roster.LeavesOf(post.AssignmentId), Ever).Required;
        var (requiredNow, requiredThen) = (counted.Intersect(_scopeNow), counted.Intersect(_scopeThen));
        var street = _streets[post.UnitId];
        street.Add(Series.RequiredNow, requiredNow);
        street.Add(Series.CertifiedNow, requiredNow.Intersect(certifiedNow));
        street.Add(Series.RequiredThen, requiredThen);
        street.Add(Series.CertifiedThen, requiredThen.Intersect(certifiedThen));

        var today = _order.Days.Today;
        var before = certifiedNow.Contains(today);
        for (var i = 0; i < _table.Count; i++)
            if (requiredThen.Contains(_table[i]) && certifiedThen.Contains(_table[i]) != before) street.Count(before ? Change.Lapsed : Change.Gained, i);
        // The first day on which it is the other way.
        var other = before ? requiredThen.Subtract(certifiedThen) : requiredThen.Intersect(certifiedThen);
        foreach (var run in other.Runs)
        {
            if (run.Through < today) continue;
            var on = run.From > today ? run.From : today;
            if (on <= _order.Days.Last) Turns.Add(new(post, on, before ? Change.Lapsed : Change.Gained, certifiedNow.Contains(on) == before));
            break;
        }
    }

    /// <summary>持证: the same days that rates count.</summary>
    private static DaySet CertifiedDays(IReadOnlyList<CertificateHistory> certificates) =>
        certificates.Count == 0 ? DaySet.Empty : RoleDays.CertifiedOf(certificates.Select(CountedCertificate.Of));

    private static DaySet ScopeOf(IReadOnlyList<DatedRules> schemes) => DaySet.Of(schemes.Select(s => new Days(s.From, s.Through ?? DateOnly.MaxValue)));
}
