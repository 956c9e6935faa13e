using CsCheck;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Tests.Modules.Reporting;

/// <summary>Made-up lives within three years: transfers, two roles, leaves, month ends, re-hires, renewals, suspensions, revocations.</summary>
internal static class RandomPeople
{
    public const int District = 1, First = 2, Second = 3;
    private static readonly DateOnly Epoch = new(2024, 1, 1);

    private static readonly TrainingRole[] Roles = [TrainingRole.ChildSupervisor, TrainingRole.ChildDirector, TrainingRole.NeighborMother, TrainingRole.HomeroomTeacher];

    public static readonly IReadOnlyDictionary<int, IReadOnlyList<int>> Ancestors = new Dictionary<int, IReadOnlyList<int>>
    {
        [District] = [], [First] = [District], [Second] = [District],
    };

    /// <summary>Days around which everything happens; ends of months are as likely as all other days together.</summary>
    public static readonly Gen<DateOnly> Day = Gen.OneOf(
        Gen.Int[0, 1100].Select(d => Epoch.AddDays(d)),
        // Far ahead of all that is recorded: what certificates become.
        Gen.Int[1100, 1900].Select(d => Epoch.AddDays(d)),
        Gen.Int[1, 36].Select(m => Epoch.AddMonths(m).AddDays(-1)));

    private static readonly Gen<TrainingRole> Role = Gen.OneOfConst(Roles);

    private static readonly Gen<Days> Leave =
        from start in Day
        from length in Gen.OneOf(Gen.Int[1, 90], Gen.OneOfConst(29, 30, 31))
        from open in Gen.Int[0, 9]
        select new Days(start, open == 0 ? DateOnly.MaxValue : start.AddDays(length - 1));

    private static readonly Gen<CountedAssignment> Assignment =
        from role in Role
        from unit in Gen.OneOfConst(First, Second)
        from line in Gen.OneOfConst(Line.CivilAffairs, Line.WomensFederation, Line.Education)
        from start in Day
        from length in Gen.Int[0, 500]
        from open in Gen.Bool
        from leaves in Leave.List[0, 2]
        from exemptions in Leave.List[0, 1]
        select new CountedAssignment(0, role, line, unit, start, open ? null : start.AddDays(length), leaves, exemptions);

    /// <summary>Some go on after an earlier assignment: the next day, or just within or beyond the 183 days.</summary>
    private static readonly Gen<List<CountedAssignment>> Assignments =
        from all in Assignment.List[1, 4]
        from gap in Gen.OneOfConst(1, 2, 182, 183, 184, 400)
        select all.Select((a, i) => i > 0 && all[i - 1].End is { } before
            ? a with { Role = all[i - 1].Role, Start = before.AddDays(gap), End = a.End is null ? null : before.AddDays(gap + 100) } : a).ToList();

    private static readonly Gen<CountedCertificate> Certificate =
        from role in Role
        from start in Day
        from months in Gen.OneOfConst(2, 12, 24)
        from early in Gen.Int[0, 40]
        from events in Gen.Select(Day, Gen.Bool).List[0, 3]
        select new CountedCertificate(role, start.AddDays(-early), start, start.AddMonths(months).AddDays(-1),
            [.. events.OrderBy(e => e.Item1).Select(e => new CountedEvent(e.Item1, e.Item2))]);

    /// <summary>Some certificates go on where the one before ended.</summary>
    private static readonly Gen<List<CountedCertificate>> Certificates =
        from all in Certificate.List[0, 4]
        from follow in Gen.Bool
        select all.Select((c, i) => i > 0 && follow ? c with
        {
            Role = all[i - 1].Role, IssuedOn = all[i - 1].ValidThrough.AddDays(-20), ValidFrom = all[i - 1].ValidThrough.AddDays(1), ValidThrough = all[i - 1].ValidThrough.AddMonths(12),
        } : c).ToList();

    private static readonly Gen<CountedCompletion> Completion =
        from role in Role
        from day in Day
        from months in Gen.OneOfConst(12, 24)
        select new CountedCompletion(role, day, day.AddMonths(months).AddDays(-1));

    private static readonly Gen<Dictionary<TrainingRole, DaySet>> Scope =
        Gen.Select(Day, Gen.Int[0, 400]).List[0, 2].Array[Roles.Length].Select(all =>
            Roles.Zip(all).ToDictionary(p => p.First, p => DaySet.Of(p.Second.Select(d => new Days(d.Item1.AddDays(-300), d.Item2 > 300 ? DateOnly.MaxValue : d.Item1.AddDays(d.Item2))))));

    /// <summary>Most have always been open; some open on a day, some not yet, and some were said to and are no longer.</summary>
    private static readonly Gen<StreetOpenings> Openings =
        (from role in Role
         from street in Gen.OneOfConst(First, Second)
         from day in Gen.OneOf(Day, Gen.OneOfConst(StreetOpening.NotYet, StreetOpening.Always))
         select new StreetOpening { Role = role, SubDistrictId = street, OpensOn = day, RecordedUtc = DateTime.UnixEpoch }).List[0, 4].Select(rows => new StreetOpenings(rows));

    public static readonly Gen<List<RateFacts>> People =
        from scope in Scope
        from openings in Openings
        from people in Gen.Select(Assignments, Completion.List[0, 4], Certificates).List[1, 4]
        select people.Select((p, n) => new RateFacts([.. p.Item1.Select((a, i) => a with { Id = (10 * n) + i })], p.Item2, p.Item3, scope) { Openings = openings }).ToList();

    /// <summary>Some time after which the second 街镇 is no more: everybody in post there goes on in the first one with what hangs on the post.</summary>
    public static readonly Gen<(List<RateFacts> People, DateOnly Merged)> MergedPeople =
        from people in People
        from day in Day
        select (Merge(people, day), day);

    /// <summary>The same people, where the second street has the first days of the first one.</summary>
    public static List<RateFacts> OpenAlike(List<RateFacts> people) => people.ConvertAll(p => p with
    {
        Openings = new(from role in Roles
                       from street in new[] { First, Second }
                       select new StreetOpening { Role = role, SubDistrictId = street, OpensOn = p.Openings.FirstDay(role, First), RecordedUtc = DateTime.UnixEpoch }),
    });

    public static List<RateFacts> Merge(List<RateFacts> people, DateOnly day) =>
        people.ConvertAll(p => p with { Assignments = [.. p.Assignments.SelectMany(a => Merged(a, day))] });

    private static IEnumerable<CountedAssignment> Merged(CountedAssignment a, DateOnly day)
    {
        if (a.UnitId != Second || a.End < day) return [a];
        if (a.Start >= day) return [a with { UnitId = First }];
        return [a with { End = day.AddDays(-1) }, a with { Id = a.Id + 1000, UnitId = First, Start = day }];
    }
}
