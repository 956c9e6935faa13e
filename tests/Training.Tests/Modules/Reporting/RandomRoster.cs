using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Modules.Roster.Merging;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Reporting;

/// <summary>
/// A made-up district in the tables, from a seed: streets with 居民区, schools and an agency; transfers, gaps, several roles in several lines,
/// leaves, exemptions, certificates, revocations – and in the midst of it the second street is merged into the first.
/// </summary>
internal static class RandomRoster
{
    public static readonly DateOnly Merged = new(2026, 3, 1);

    private static readonly DateOnly First = new(2023, 1, 1);

    private static readonly TrainingRole[] Roles =
        [TrainingRole.ChildDirector, TrainingRole.NeighborMother, TrainingRole.HomeroomTeacher, TrainingRole.SchoolCounselor, TrainingRole.YouthSocialWorker];

    private static readonly Line[] Lines = [Line.CivilAffairs, Line.WomensFederation, Line.Education];

    public static async Task WriteAsync(TestTenant tenant, int seed, int people)
    {
        var random = new Random(seed);
        await tenant.InScopeAsync(async s =>
        {
            var (db, recorded) = (s.GetRequiredService<TenantDb>(), tenant.App.Clock.UtcNow());
            var works = new[] { tenant.HuayangluId, tenant.XinhualuId }.ToDictionary(street => street, street => WorksOf(street).ToList());
            db.AddRange(works.Values.SelectMany(w => w));
            // One role has no scheme at first, another never.
            var schemes = Roles[..4].ToDictionary(r => r, r => SchemeOf(r, r == TrainingRole.NeighborMother ? new(2025, 6, 1) : new(2019, 1, 1)));
            db.AddRange(schemes.Values);
            // Courses that open by and by; the street that is merged away has days of its own.
            db.AddRange(
                new StreetOpening { Role = TrainingRole.ChildDirector, SubDistrictId = tenant.HuayangluId, OpensOn = new(2024, 3, 1), RecordedUtc = recorded },
                new StreetOpening { Role = TrainingRole.NeighborMother, SubDistrictId = tenant.HuayangluId, OpensOn = Merged.AddDays(30), RecordedUtc = recorded },
                new StreetOpening { Role = TrainingRole.HomeroomTeacher, SubDistrictId = tenant.XinhualuId, OpensOn = StreetOpening.NotYet, RecordedUtc = recorded });
            var all = Enumerable.Range(0, people).Select(n => new Person { StaffNo = $"R{n:000}", Name = $"试用{n}", CreatedUtc = recorded }).ToList();
            db.AddRange(all);
            await db.SaveChangesAsync();
            var posts = all.SelectMany(p => PostsOf(p.Id)).ToList();
            db.AddRange(posts);
            await db.SaveChangesAsync();
            foreach (var post in posts)
            {
                if (random.Next(4) == 0)
                {
                    var start = post.Start.AddDays(random.Next(300));
                    db.Add(new Leave { AssignmentId = post.Id, Kind = LeaveKind.Sick, Start = start, End = random.Next(5) == 0 ? null : start.AddDays(random.Next(25, 120)), RecordedUtc = recorded });
                }
                if (random.Next(6) == 0)
                    db.Add(new Exemption { AssignmentId = post.Id, Reason = "试用", ApprovedBy = "试用", Start = post.Start, End = post.Start.AddDays(random.Next(100, 900)), RecordedUtc = recorded });
            }
            var number = 0;
            foreach (var (person, role) in posts.Where(p => schemes.ContainsKey(p.Role)).Select(p => (p.PersonId, p.Role)).Distinct())
            {
                if (random.Next(4) == 0) continue;
                var on = Day();
                db.Add(new Evidence { PersonId = person, Kind = EvidenceKind.ModuleCompleted, Subject = StoredGolden.First(role), EffectiveOn = on, RecordedUtc = recorded, Reason = "试用" });
                if (random.Next(4) == 0) continue;
                var certificate = new Certificate
                {
                    Number = $"310105-XX-2026-{number++:000000}", VerifyCode = Ids.New(), PersonId = person, Role = role, SchemeId = schemes[role].Id, HolderName = "试用", SchemeTitle = "试用",
                    Hours = 1, Issuer = "试用", IssuedOn = on, ValidFrom = on, ValidThrough = on.AddMonths(12).AddDays(-1), CompletedOn = on, RecordedUtc = recorded,
                };
                db.Add(certificate);
                await db.SaveChangesAsync();
                if (random.Next(5) == 0)
                    db.Add(new CertificateEvent { CertificateId = certificate.Id, Kind = CertificateEventKind.Revoked, EffectiveOn = on.AddDays(random.Next(300)), Reason = "试用", RecordedUtc = recorded });
            }
            await db.SaveChangesAsync();

            IEnumerable<RoleAssignment> PostsOf(long person)
            {
                for (var role = random.Next(Roles.Length); role < Roles.Length; role += random.Next(1, 4))
                {
                    var start = Day();
                    for (var n = random.Next(1, 4); n > 0; n--)
                    {
                        var street = random.Next(2) == 0 ? tenant.HuayangluId : tenant.XinhualuId;
                        DateOnly? end = n == 1 && random.Next(3) > 0 ? null : start.AddDays(random.Next(1, 400));
                        yield return new()
                        {
                            PersonId = person, Role = Roles[role], Line = Lines[random.Next(Lines.Length)], SubDistrictId = street, Start = start, End = end, RecordedUtc = recorded,
                            WorkUnitId = random.Next(4) == 0 ? null : works[street][random.Next(works[street].Count)].Id,
                        };
                        // Some hold the role in two places at once.
                        start = end is { } last ? last.AddDays(new[] { 1, 1, 1, 40, 183, 184, -20 }[random.Next(7)]) : start.AddDays(random.Next(400));
                    }
                }
            }

            DateOnly Day() => First.AddDays(random.Next(1_250));
        });
        await tenant.InScopeAsync(s => s.GetRequiredService<RateProjection>().RebuildAsync(CancellationToken.None));
        var answer = await tenant.InScopeAsync(s => s.GetRequiredService<UnitMerging>().ApplyAsync(new(["310105004"], "310105001", null, null, Merged), null, null, CancellationToken.None));
        Assert.True(answer.IsDone, answer.Problems.FirstOrDefault()?.Message);
    }

    private static IEnumerable<OrgUnit> WorksOf(int street)
    {
        foreach (var n in new[] { 1, 2 })
        {
            yield return new() { Code = $"{street}N{n}", Name = $"示例第{n}居民区", Kind = OrgUnitKind.Neighborhood, ParentId = street };
            yield return new() { Code = $"{street}S{n}", Name = $"示例第{n}学校", Kind = OrgUnitKind.School, ParentId = street, Line = Line.Education, SchoolKind = n == 1 ? SchoolKind.Primary : SchoolKind.NineYear };
        }
        yield return new() { Code = $"{street}A", Name = "示例机构", Kind = OrgUnitKind.Agency, ParentId = street, Line = Line.YouthLeague };
    }

    private static CertificationScheme SchemeOf(TrainingRole role, DateOnly from) => new()
    {
        Role = role, Version = 1, Title = "试用", EffectiveFrom = from, SourceHash = "-",
        RulesJson = SchemeRulesJson.Write(new()
        {
            Requirements = Shown.Module(StoredGolden.First(role)), Validity = Validity.OfMonths(12), Renewal = new() { Paths = RenewalRule.Always(Shown.Module(StoredGolden.Again(role))) },
        }),
    };
}
