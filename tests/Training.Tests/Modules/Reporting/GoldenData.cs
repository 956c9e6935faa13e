using System.Globalization;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Reporting;

/// <summary>The worked example of domain/organisation.md §5, as printed there.</summary>
internal static class GoldenData
{
    public const int District = 1, Huayanglu = 2, Xinhualu = 3;

    private const string Assignments = """
        A01 | P01 | ChildSupervisor | CivilAffairs     | 华阳路 | 2024-03-01 |
        A02 | P02 | ChildDirector   | CivilAffairs     | 华阳路 | 2024-03-01 |
        A03 | P03 | ChildDirector   | CivilAffairs     | 华阳路 | 2025-01-10 |
        A04 | P04 | ChildDirector   | CivilAffairs     | 华阳路 | 2026-04-01 |
        A05 | P05 | ChildDirector   | CivilAffairs     | 华阳路 | 2023-05-01 | 2026-05-15
        A06 | P05 | ChildDirector   | CivilAffairs     | 新华路 | 2026-05-16 |
        A07 | P06 | ChildDirector   | CivilAffairs     | 新华路 | 2024-09-01 |
        A08 | P06 | NeighborMother  | WomensFederation | 新华路 | 2025-03-08 |
        A09 | P07 | ChildDirector   | CivilAffairs     | 新华路 | 2022-06-01 | 2026-06-30
        A10 | P08 | ChildDirector   | CivilAffairs     | 新华路 | 2024-02-01 |
        A11 | P09 | NeighborMother  | WomensFederation | 新华路 | 2025-09-01 |
        A12 | P10 | HomeroomTeacher | Education        | 华阳路 | 2021-09-01 |
        A13 | P11 | SchoolCounselor | Education        | 新华路 | 2019-09-01 |
        A14 | P12 | ChildDirector   | CivilAffairs     | 华阳路 | 2025-11-30 |
        """;

    private const string Leaves = """
        A10 | 2026-03-01 | 2026-08-06
        A03 | 2026-06-20 | 2026-07-05
        """;

    private const string Completions = """
        P01 | ChildSupervisor | 2025-06-28
        P02 | ChildDirector   | 2025-09-10
        P03 | ChildDirector   | 2025-05-28
        P03 | ChildDirector   | 2026-06-25
        P04 | ChildDirector   | 2026-05-18
        P05 | ChildDirector   | 2026-02-08
        P06 | ChildDirector   | 2025-11-28
        P06 | NeighborMother  | 2026-07-02
        P07 | ChildDirector   | 2025-10-01
        P08 | ChildDirector   | 2025-07-25
        P09 | NeighborMother  | 2025-10-25
        P10 | HomeroomTeacher | 2024-01-10
        P11 | SchoolCounselor | 2026-06-30
        """;

    // … → last valid day, and the day of a revocation.
    private const string Certificates = """
        P01 | ChildSupervisor | 2025-07-01 | 2026-06-30 |
        P02 | ChildDirector   | 2025-09-15 | 2026-09-14 |
        P03 | ChildDirector   | 2025-06-01 | 2026-05-31 |
        P04 | ChildDirector   | 2026-05-20 | 2027-05-19 |
        P05 | ChildDirector   | 2026-02-10 | 2027-02-09 |
        P06 | ChildDirector   | 2025-12-01 | 2026-11-30 |
        P07 | ChildDirector   | 2025-10-08 | 2026-10-07 |
        P08 | ChildDirector   | 2025-08-01 | 2026-07-31 |
        P09 | NeighborMother  | 2025-11-01 | 2027-10-31 | 2026-04-02
        P10 | HomeroomTeacher | 2024-01-15 | 2027-01-14 |
        """;

    public static int ValidityMonths(TrainingRole role) => role switch
    {
        TrainingRole.ChildSupervisor or TrainingRole.ChildDirector => 12,
        TrainingRole.HomeroomTeacher or TrainingRole.SchoolCounselor or TrainingRole.Teacher => 36,
        _ => 24,
    };

    public static IReadOnlyList<(string Id, string Person, TrainingRole Role, Line Line, string Street, DateOnly Start, DateOnly? End)> AssignmentRows { get; } =
        [.. Rows(Assignments).Select(r => (r[0], r[1], Role(r[2]), Enum.Parse<Line>(r[3]), r[4], Date(r[5]), Optional(r[6])))];

    public static IReadOnlyList<(string Assignment, DateOnly Start, DateOnly End)> LeaveRows { get; } =
        [.. Rows(Leaves).Select(r => (r[0], Date(r[1]), Date(r[2])))];

    public static IReadOnlyList<(string Person, TrainingRole Role, DateOnly On)> CompletionRows { get; } =
        [.. Rows(Completions).Select(r => (r[0], Role(r[1]), Date(r[2])))];

    public static IReadOnlyList<(string Person, TrainingRole Role, DateOnly From, DateOnly Through, DateOnly? RevokedOn)> CertificateRows { get; } =
        [.. Rows(Certificates).Select(r => (r[0], Role(r[1]), Date(r[2]), Date(r[3]), Optional(r[4])))];

    /// <summary>As facts of the pure function, one for each person.</summary>
    public static IEnumerable<RateFacts> People() =>
        from person in AssignmentRows.GroupBy(a => a.Person)
        select new RateFacts(
            [.. person.Select(a => new CountedAssignment(int.Parse(a.Id[1..], CultureInfo.InvariantCulture), a.Role, a.Line,
                a.Street == "华阳路" ? Huayanglu : Xinhualu, a.Start, a.End, [.. LeaveRows.Where(l => l.Assignment == a.Id).Select(l => new Days(l.Start, l.End))], []))],
            [.. CompletionRows.Where(c => c.Person == person.Key).Select(c => new CountedCompletion(c.Role, c.On, c.On.AddMonths(ValidityMonths(c.Role)).AddDays(-1)))],
            [.. CertificateRows.Where(c => c.Person == person.Key).Select(c => new CountedCertificate(c.Role, c.From, c.From, c.Through,
                c.RevokedOn is { } revoked ? [new CountedEvent(revoked, true)] : []))],
            RoleFacts.All.ToDictionary(r => r, _ => DaySet.Of(new DateOnly(2019, 1, 1), null)));

    private static IEnumerable<string[]> Rows(string table) =>
        table.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries));

    private static TrainingRole Role(string name) => Enum.Parse<TrainingRole>(name);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Optional(string text) => text.Length == 0 ? null : Date(text);
}
