using Training.Modules.Certification.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>Everything that decides how one person is counted on any day.</summary>
/// <param name="Scope">Days on which a scheme of the role is in force; a role without entry is never in scope.</param>
public sealed record RateFacts(
    IReadOnlyList<CountedAssignment> Assignments,
    IReadOnlyList<CountedCompletion> Completions,
    IReadOnlyList<CountedCertificate> Certificates,
    IReadOnlyDictionary<TrainingRole, DaySet> Scope)
{
    /// <summary>To which 街镇 a role is open, and since when.</summary>
    public StreetOpenings Openings { get; init; } = StreetOpenings.None;

    /// <summary>Days on which a scheme of the role is in force and its training is open to where the post is.</summary>
    internal DaySet ScopeOf(CountedAssignment assignment) => Openings.Within(assignment.Role, assignment.UnitId, Scope.GetValueOrDefault(assignment.Role, DaySet.Empty));

    /// <summary>The unbroken duty that one of the assignments is part of.</summary>
    public RoleDuty DutyOf(CountedAssignment assignment) =>
        RoleDuty.Of(assignment.Start, [.. Assignments.Where(a => a.Role == assignment.Role).Select(a => (a.Start, a.End))]);
}

/// <summary>任职 with what hangs on it. <paramref name="End"/> is the last day in post; null = until now.</summary>
public sealed record CountedAssignment(
    long Id, TrainingRole Role, Line Line, int UnitId, DateOnly Start, DateOnly? End, IReadOnlyList<Days> Leaves, IReadOnlyList<Days> Exemptions,
    int? WorkUnitId = null, SchoolKind? SchoolKind = null);

/// <summary>All requirements of the role were met on this day.</summary>
/// <param name="Through">Last day on which it counts.</param>
public readonly record struct CountedCompletion(TrainingRole Role, DateOnly On, DateOnly Through);

/// <summary>A certificate. <paramref name="ValidThrough"/> is the last valid day; <paramref name="Events"/> in the order in which they take effect.</summary>
public sealed record CountedCertificate(
    TrainingRole Role, DateOnly IssuedOn, DateOnly ValidFrom, DateOnly ValidThrough, IReadOnlyList<CountedEvent> Events)
{
    public static CountedCertificate Of(CertificateHistory history) => new(
        history.Certificate.Role, history.Certificate.IssuedOn, history.Certificate.ValidFrom, history.Certificate.ValidThrough,
        history.Events.Count == 0 ? [] : [.. history.Events.Where(e => e.Kind.Decides()).OrderBy(e => e.EffectiveOn).ThenBy(e => e.RecordedUtc).ThenBy(e => e.Id)
            .Select(e => new CountedEvent(e.EffectiveOn, e.Kind != CertificateEventKind.Reinstated))]);
}

/// <summary>From this day on the certificate is suspended or revoked (<paramref name="Blocks"/>), or good again.</summary>
public readonly record struct CountedEvent(DateOnly On, bool Blocks);
