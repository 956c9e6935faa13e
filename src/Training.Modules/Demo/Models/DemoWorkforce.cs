using Training.Modules.Certification.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Demo.Models;

/// <summary>What the generator is told. The same plan always makes the same people.</summary>
/// <param name="Size">1 = about 1,500 people on ten streets.</param>
/// <param name="AsOf">Today of the demo: three years of history end here.</param>
/// <param name="StaffNoPrefix">E.g. "CN": 工号 are CN00001, CN00002, …</param>
internal sealed record DemoPlan(
    int Seed, double Size, DateOnly AsOf, string StaffNoPrefix,
    IReadOnlyList<DemoStreet> Streets, IReadOnlyDictionary<TrainingRole, SchemeRules> Schemes)
{
    /// <summary>False: completions of the last days wait for approval.</summary>
    public bool AutoIssue { get; init; } = true;
}

/// <param name="Neighborhoods">Ids of the 居民区.</param>
/// <param name="Schools">Ids of the schools.</param>
internal sealed record DemoStreet(int Id, IReadOnlyList<int> Neighborhoods, IReadOnlyList<int> Schools);

/// <summary>Fills the posts of a district in the plausible numbers of domain/roles.md §1.</summary>
internal static class DemoWorkforce
{
    public static IEnumerable<DemoPerson> Make(DemoPlan plan)
    {
        var random = new Random(plan.Seed);
        var number = 0;
        foreach (var street in plan.Streets)
            foreach (var (role, workUnit) in PostsOf(street, plan.Size))
            {
                number++;
                var person = new DemoPerson
                {
                    StaffNo = $"{plan.StaffNoPrefix}{number:00000}",
                    Name = DemoNames.Make(random),
                    // 100… is no mobile prefix: these numbers reach nobody.
                    Phone = random.Next(50) == 0 ? null : $"100{number:00000000}",
                };
                DemoLife.AddPosts(person, role, street.Id, workUnit, plan, random);
                DemoLife.AddLearning(person, plan, random);
                yield return person;
            }
    }

    private static IEnumerable<(TrainingRole Role, int? WorkUnit)> PostsOf(DemoStreet street, double size)
    {
        int Count(double many) => Math.Max(1, (int)Math.Round(many * size));
        foreach (var neighborhood in street.Neighborhoods) yield return (TrainingRole.ChildDirector, neighborhood);
        foreach (var role in Repeat(TrainingRole.ChildSupervisor, street.Neighborhoods.Count > 20 ? 2 : 1)) yield return (role, null);
        foreach (var role in Repeat(TrainingRole.ChildWelfareSocialWorker, Count(3.5))) yield return (role, null);
        foreach (var role in Repeat(TrainingRole.YouthSocialWorker, Count(3))) yield return (role, null);
        foreach (var role in Repeat(TrainingRole.NeighborMother, Count(20))) yield return (role, null);
        foreach (var role in Repeat(TrainingRole.FamilyEducationVolunteer, Count(10))) yield return (role, null);
        foreach (var school in street.Schools)
        {
            yield return (TrainingRole.SchoolCounselor, school);
            foreach (var role in Repeat(TrainingRole.HomeroomTeacher, 9)) yield return (role, school);
            foreach (var role in Repeat(TrainingRole.Teacher, 9)) yield return (role, school);
        }
    }

    private static IEnumerable<TrainingRole> Repeat(TrainingRole role, int times) => Enumerable.Repeat(role, times);
}
