using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Demo.Models;

/// <summary>Three years of somebody's posts and learning: most are diligent, some late, some move, leave or fall ill.</summary>
internal static class DemoLife
{
    public static void AddPosts(DemoPerson person, TrainingRole role, int street, int? workUnit, DemoPlan plan, Random random)
    {
        var start = random.Next(100) switch
        {
            < 4 => plan.AsOf.AddDays(-random.Next(5, 85)),
            < 25 => plan.AsOf.AddDays(-random.Next(100, 1000)),
            _ => plan.AsOf.AddDays(-random.Next(1000, 3000)),
        };
        var luck = random.Next(100);
        if (luck < 7 && plan.Streets.Count > 1 && plan.AsOf.DayNumber - start.DayNumber > 400)
        {
            // Moved to another street.
            var moved = plan.AsOf.AddDays(-random.Next(30, 380));
            var elsewhere = plan.Streets.Where(s => s.Id != street).ElementAt(random.Next(plan.Streets.Count - 1)).Id;
            person.Posts.Add(new DemoPost(role, elsewhere, null, start, moved.AddDays(-1)));
            person.Posts.Add(new DemoPost(role, street, workUnit, moved, null));
        }
        else
        {
            var left = luck is >= 7 and < 12 && plan.AsOf.DayNumber - start.DayNumber > 200 ? plan.AsOf.AddDays(-random.Next(1, 150)) : (DateOnly?)null;
            person.Posts.Add(new DemoPost(role, street, workUnit, start, left));
        }
        var post = person.Posts[^1];
        if (post.End is not null) return;
        if (role is TrainingRole.ChildDirector or TrainingRole.HomeroomTeacher && random.Next(100) < 6)
            person.Posts.Add(new DemoPost(TrainingRole.NeighborMother, street, null, Later(post.Start, plan.AsOf.AddDays(-random.Next(100, 700))), null));
        if (random.Next(100) < 4)
        {
            var from = Later(post.Start, plan.AsOf.AddDays(-random.Next(10, 300)));
            var kind = role is TrainingRole.NeighborMother or TrainingRole.FamilyEducationVolunteer ? LeaveKind.VolunteerPause
                : random.Next(3) == 0 ? LeaveKind.Sick : LeaveKind.Maternity;
            post.Leaves.Add((kind, from, from.AddDays(kind == LeaveKind.Sick ? random.Next(8, 60) : random.Next(90, 180))));
        }
        if (random.Next(200) == 0)
            post.Exempt = (Later(post.Start, plan.AsOf.AddDays(-120)), plan.AsOf.AddDays(200));
    }

    public static void AddLearning(DemoPerson person, DemoPlan plan, Random random)
    {
        foreach (var role in person.Posts.Select(p => p.Role).Distinct())
        {
            var posts = person.Posts.Where(p => p.Role == role).ToList();
            AddLearning(person, role, posts[0].Start, posts[^1].End ?? plan.AsOf, plan, random);
        }
    }

    private static void AddLearning(DemoPerson person, TrainingRole role, DateOnly start, DateOnly end, DemoPlan plan, Random random)
    {
        var rules = plan.Schemes[role];
        // Some never begin, or have not found the time yet.
        if (random.Next(100) < (rules.Validity.Through(start) > start.AddMonths(24) ? 14 : 6)) return;
        var history = plan.AsOf.AddYears(-3).AddDays(random.Next(0, 120));
        // Newcomers learn within their three months; the others began when the platform came.
        var done = Later(start, history).AddDays(random.Next(8, 100));
        if (random.Next(100) < 9) done = done.AddDays(random.Next(200, 900));
        if (!Learn(person, rules.Requirements.Leaves, done, 30, Later(start, history), end, random)) return;

        var validThrough = rules.Validity.Through(done);
        var cycle = 0;
        while (validThrough <= plan.AsOf.AddDays(rules.Renewal.OpensDaysBefore) && random.Next(100) < 88)
        {
            var on = random.Next(100) < 84 ? validThrough.AddDays(-random.Next(0, 75)) : validThrough.AddDays(random.Next(1, 110));
            if (!Learn(person, rules.Renewal.PathOf(++cycle)?.Requirements.Leaves ?? [], on, 8, validThrough.AddDays(-rules.Renewal.OpensDaysBefore), end, random)) return;
            validThrough = rules.Validity.Through(on <= validThrough ? validThrough.AddDays(1) : on);
        }
        if (random.Next(250) == 0)
            person.Mishaps.Add(new(role, CertificateEventKind.Revoked, plan.AsOf.AddDays(-random.Next(5, 200)), "冒用他人成绩，经核实撤销（演示）"));
        else if (random.Next(120) == 0)
        {
            var on = plan.AsOf.AddDays(-random.Next(20, 200));
            person.Mishaps.Add(new(role, CertificateEventKind.Suspended, on, "未按期完成红线模块补学（演示）"));
            if (random.Next(2) == 0) person.Mishaps.Add(new(role, CertificateEventKind.Reinstated, on.AddDays(14), "已补学，恢复（演示）"));
        }
    }

    /// <summary>Passes the requirements one after the other, the last one on <paramref name="done"/>; false when the last day came first.</summary>
    private static bool Learn(
        DemoPerson person, IReadOnlyList<Requirement> requirements, DateOnly done, int spread, DateOnly earliest, DateOnly last, Random random)
    {
        var finished = true;
        for (var i = 0; i < requirements.Count; i++)
        {
            var on = i == requirements.Count - 1 ? done : Later(earliest, done.AddDays(-random.Next(0, spread)));
            var luck = random.Next(80, 101);
            if (on > last) { finished = false; continue; }
            var kind = requirements[i].Kind == RequirementKind.Module ? EvidenceKind.ModuleCompleted : EvidenceKind.ScenarioPassed;
            // As papers of ten questions and scenarios of five decisions are marked.
            var score = kind == EvidenceKind.ScenarioPassed ? (luck < 94 ? 86 : 100) : luck < 88 ? 80 : luck < 97 ? 90 : 100;
            person.Evidence.Add(new DemoEvidence(kind, requirements[i].Subject, on, score));
        }
        return finished;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
