using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.Demo.Models;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Recipes;
using Training.Platform.Security;

namespace Training.Modules.Demo.Services;

/// <summary>Stores made-up people in bulk. Certificates are worked out by the rules, not made up.</summary>
internal sealed class DemoWriter(TenantDb db, BulkIssuing issuing, IssueRequests requests, Catalog catalog, UserManager<User> users, TimeProvider clock)
{
    public async Task WriteAsync(IReadOnlyList<DemoPerson> people, string password, CancellationToken cancel)
    {
        var asOf = clock.Today();
        var rows = people.Select(p => new Person { StaffNo = p.StaffNo, Name = p.Name, Phone = p.Phone, CreatedUtc = Noon(p.Posts[0].Start) }).ToList();
        await AddAsync(rows, cancel);
        await AddAccountsAsync(people, rows, password, cancel);
        await AddPostsAsync(people, rows, cancel);
        await AddEvidenceAsync(people, rows, cancel);

        var certificates = await issuing.CreateAsync(people.Zip(rows).Where(p => !p.First.Waits).Select(p => (Made: p.First, Row: p.Second)).Select(p => new BulkPerson(
            p.Row.Id, p.Row.Name, [.. p.Made.Posts.Select(d => (d.Role, d.Start, d.End))], [.. p.Made.Evidence.Select(ProofOf)])), asOf, cancel);
        await AddAsync(certificates, cancel);
        await AddMishapsAsync(people, rows, certificates, cancel);
        await requests.RebuildAsync(cancel);
    }

    private async Task AddAccountsAsync(IReadOnlyList<DemoPerson> people, List<Person> rows, string password, CancellationToken cancel)
    {
        for (var i = 0; i < people.Count; i++)
        {
            if (!people[i].HasAccount) continue;
            var user = new User { UserName = rows[i].StaffNo, DisplayName = rows[i].Name, PhoneNumber = rows[i].Phone };
            var made = await users.CreateAsync(user, password);
            if (!made.Succeeded) throw new RecipeException($"DemoCity {rows[i].StaffNo}: {string.Join(' ', made.Errors.Select(e => e.Description))}");
            var id = rows[i].Id;
            await db.Set<Person>().Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.UserId, user.Id), cancel);
        }
    }

    private async Task AddPostsAsync(IReadOnlyList<DemoPerson> people, List<Person> rows, CancellationToken cancel)
    {
        var posts = people.SelectMany((p, i) => p.Posts.Select(post => (Post: post, Row: new RoleAssignment
        {
            PersonId = rows[i].Id, Role = post.Role, Line = post.Role.LineOf(), SubDistrictId = post.SubDistrictId, WorkUnitId = post.WorkUnitId,
            Start = post.Start, End = post.End, RecordedUtc = Noon(post.Start),
        }))).ToList();
        await AddAsync([.. posts.Select(p => p.Row)], cancel);
        await AddAsync([.. posts.SelectMany(p => p.Post.Leaves.Select(l => new Leave
        {
            AssignmentId = p.Row.Id, Kind = l.Kind, Start = l.Start, End = l.End, RecordedUtc = Noon(l.Start),
        }))], cancel);
        await AddAsync([.. posts.Where(p => p.Post.Exempt is not null).Select(p => new Exemption
        {
            AssignmentId = p.Row.Id, Reason = "已参加市级同等培训（演示）", ApprovedBy = "演示审批人",
            Start = p.Post.Exempt!.Value.Start, End = p.Post.Exempt.Value.End, RecordedUtc = Noon(p.Post.Exempt.Value.Start),
        })], cancel);
    }

    private async Task AddEvidenceAsync(IReadOnlyList<DemoPerson> people, List<Person> rows, CancellationToken cancel)
    {
        var modules = (await catalog.ModulesAsync(cancel)).ToDictionary(m => m.Code);
        await AddAsync([.. people.SelectMany((p, i) => p.Evidence.Select(e => new Evidence
        {
            PersonId = rows[i].Id, Kind = e.Kind, Subject = e.Subject, Score = e.Score, EffectiveOn = e.On, RecordedUtc = Noon(e.On),
            Hours = modules.TryGetValue(e.Subject, out var module) ? module.Hours : 0,
            ContentVersionId = module?.Item.ContentItemVersionId,
            Reason = e.Kind == EvidenceKind.ModuleCompleted ? "各课学完，知识检测合格（演示）" : "情景演练合格（演示）",
        }))], cancel);
    }

    /// <summary>
    /// A mishap hits the holder's latest certificate in the role, if that is valid on its day; otherwise it has no effect. An
    /// earlier one was followed by another, which the rules would not have issued after a revocation.
    /// </summary>
    private async Task AddMishapsAsync(IReadOnlyList<DemoPerson> people, List<Person> rows, IReadOnlyList<Certificate> certificates, CancellationToken cancel)
    {
        var byHolder = certificates.ToLookup(c => (c.PersonId, c.Role));
        await AddAsync([.. people.SelectMany((p, i) => p.Mishaps.Select(m => (Mishap: m, Certificate: byHolder[(rows[i].Id, m.Role)]
                .MaxBy(c => c.CompletedOn))))
            .Where(m => m.Certificate is { } c && c.ValidFrom <= m.Mishap.On && m.Mishap.On <= c.ValidThrough)
            .Select(m => new CertificateEvent
            {
                CertificateId = m.Certificate!.Id, Kind = m.Mishap.Kind, EffectiveOn = m.Mishap.On, Reason = m.Mishap.Reason, RecordedUtc = Noon(m.Mishap.On),
            })], cancel);
    }

    /// <summary>In portions, so that the change tracker stays small.</summary>
    private async Task AddAsync<T>(IReadOnlyList<T> rows, CancellationToken cancel) where T : class
    {
        foreach (var portion in rows.Chunk(2000))
        {
            db.AddRange(portion);
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }

    private static Proof ProofOf(DemoEvidence e) =>
        new(e.Kind == EvidenceKind.ModuleCompleted ? RequirementKind.Module : RequirementKind.Scenario, e.Subject, e.On);

    private static DateTime Noon(DateOnly day) => ChinaTime.StartUtc(day).AddHours(12);
}
