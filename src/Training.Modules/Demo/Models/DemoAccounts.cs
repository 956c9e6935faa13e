using Training.Modules.Certification.Models.Rules;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Demo.Models;

/// <summary>The workers with an account: one for each situation that a visitor of the demo should see.</summary>
internal static class DemoAccounts
{
    public static IEnumerable<DemoPerson> Make(DemoPlan plan)
    {
        var street = plan.Streets[0];
        yield return Worker("worker", "林秋禾", "10000000001", TrainingRole.ChildDirector, plan.AsOf.AddDays(-70), street.Neighborhoods[0], plan,
            (EvidenceKind.ModuleCompleted, "O02", plan.AsOf.AddDays(-20)));
        // Two beginners, so that a whole way can be walked on a phone and again on a desktop.
        yield return Worker("newcomer", "苏晚晴", null, TrainingRole.ChildDirector, plan.AsOf.AddDays(-30), street.Neighborhoods[^1], plan);
        yield return Worker("newcomer2", "方予安", null, TrainingRole.ChildDirector, plan.AsOf.AddMonths(-8), street.Neighborhoods[^1], plan);
        yield return Certified("renewal", "何静宜", TrainingRole.ChildDirector, plan.AsOf.AddMonths(-11).AddDays(10), plan);
        yield return Certified("expired", "陶知微", TrainingRole.ChildSupervisor, plan.AsOf.AddMonths(-13), plan);
        yield return Certified("neighbor", "范玉兰", TrainingRole.NeighborMother, plan.AsOf.AddMonths(-5), plan);
        yield return Worker("teacher", "钟嘉言", null, TrainingRole.HomeroomTeacher, plan.AsOf.AddMonths(-20), street.Schools[0], plan);
        if (plan.AutoIssue) yield break;
        // Where a person approves: some who wait for it.
        string[] names = ["沈若溪", "程知夏", "陆明朗", "许清和", "顾南星", "叶知秋"];
        for (var i = 0; i < names.Length; i++)
            yield return Certified($"waiting{i + 1}", names[i], i < 4 ? TrainingRole.HomeroomTeacher : TrainingRole.YouthSocialWorker, plan.AsOf.AddDays(-1 - i), plan, waits: true);
    }

    private static DemoPerson Worker(
        string account, string name, string? phone, TrainingRole role, DateOnly start, int? workUnit, DemoPlan plan,
        params (EvidenceKind Kind, string Subject, DateOnly On)[] evidence) => Worker(account, name, phone, role, start, workUnit, plan, false, evidence);

    private static DemoPerson Worker(
        string account, string name, string? phone, TrainingRole role, DateOnly start, int? workUnit, DemoPlan plan, bool waits,
        params (EvidenceKind Kind, string Subject, DateOnly On)[] evidence)
    {
        var person = new DemoPerson { StaffNo = account, Name = name, Phone = phone, HasAccount = true, Waits = waits };
        person.Posts.Add(new DemoPost(role, plan.Streets[0].Id, workUnit, start, null));
        person.Evidence.AddRange(evidence.Select(e => new DemoEvidence(e.Kind, e.Subject, e.On, 90)));
        return person;
    }

    private static DemoPerson Certified(string account, string name, TrainingRole role, DateOnly on, DemoPlan plan, bool waits = false) =>
        Worker(account, name, null, role, plan.AsOf.AddYears(-4), null, plan, waits,
            [.. plan.Schemes[role].Requirements.Leaves.Select(r => (
                r.Kind == RequirementKind.Module ? EvidenceKind.ModuleCompleted : EvidenceKind.ScenarioPassed, r.Subject, on))]);
}
