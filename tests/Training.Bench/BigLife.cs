using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;

namespace Training.Bench;

/// <summary>One made-up person: a main role that all of the roster hold, for some in two streets one after the other, up to two more roles, and three years of learning for the main one.</summary>
internal sealed record BigLife(long Id, IReadOnlyList<BigPost> Posts, IReadOnlyList<Proof> Proofs, IReadOnlyList<ExpectedCertificate> Certificates)
{
    public const TrainingRole Main = TrainingRole.ChildDirector;
    private static readonly TrainingRole[] Others = [TrainingRole.NeighborMother, TrainingRole.FamilyEducationVolunteer, TrainingRole.HomeroomTeacher];

    /// <summary>The same number always has the same life. Proportions as in the demo city.</summary>
    public static BigLife Of(long id, int streets, IReadOnlyList<DatedRules> schemes, DateOnly today)
    {
        var random = new Random((int)id);
        var start = today.AddDays(-(random.Next(100) switch { < 4 => random.Next(5, 85), < 25 => random.Next(100, 1000), _ => random.Next(1000, 3000) }));
        DateOnly? left = random.Next(100) < 4 && today.DayNumber - start.DayNumber > 200 ? today.AddDays(-random.Next(1, 150)) : null;
        var street = random.Next(streets);
        var posts = new List<BigPost>();
        if (random.Next(100) < 5 && (left ?? today).DayNumber - start.DayNumber is > 60 and var days)
        {
            var moved = start.AddDays(random.Next(30, days - 20));
            posts.Add(new(Main, random.Next(streets), start, moved.AddDays(-1)));
            posts.Add(new(Main, street, moved, left));
        }
        else
            posts.Add(new(Main, street, start, left));
        for (var i = 0; i < 2; i++)
            if (random.Next(100) < 22) posts.Add(new(Others[random.Next(Others.Length)], street, start.AddDays(random.Next(0, 60)), null));
        var proofs = Learn(schemes[^1].Rules, start, left ?? today, today, random);
        return new(id, posts, proofs, ExpectedCertificates.Of(schemes, proofs, [.. posts.Where(p => p.Role == Main).Select(p => (p.Start, p.End))], today));
    }

    private static List<Proof> Learn(SchemeRules rules, DateOnly start, DateOnly end, DateOnly today, Random random)
    {
        var proofs = new List<Proof>();
        if (random.Next(100) < 8) return proofs;
        var history = today.AddYears(-3).AddDays(random.Next(0, 120));
        var from = start > history ? start : history;
        var done = from.AddDays(random.Next(20, 100));
        if (random.Next(100) < 9) done = done.AddDays(random.Next(200, 900));
        var cycle = 0;
        var rule = rules.Requirements;
        while (true)
        {
            var spread = cycle == 0 ? 30 : 8;
            foreach (var proof in AssumedEvidence.Meeting(rule, done)!)
            {
                var on = done.AddDays(-random.Next(0, spread));
                if (on <= end) proofs.Add(proof with { On = on, Subject = SubjectOf(proof, random), Score = random.Next(80, 101), Centihours = proof.Centihours > 0 ? proof.Centihours : 100 });
            }
            if (done > end) return proofs;
            var through = rules.Validity.Through(done);
            if (through > today.AddDays(rules.Renewal.OpensDaysBefore) || random.Next(100) >= 88) return proofs;
            rule = rules.Renewal.PathOf(++cycle)!.Requirements;
            done = random.Next(100) < 84 ? through.AddDays(-random.Next(0, 75)) : through.AddDays(random.Next(1, 110));
        }
    }

    /// <summary>Choices get the code of something that there is.</summary>
    private static string SubjectOf(Proof proof, Random random) => !proof.Subject.Contains("ASSUMED", StringComparison.Ordinal) ? proof.Subject
        : proof.Kind == RequirementKind.Scenario ? "S" + random.Next(1, 7) : "T0" + random.Next(5, 8);
}

/// <param name="Street">Index among the streets.</param>
internal sealed record BigPost(TrainingRole Role, int Street, DateOnly Start, DateOnly? End);
