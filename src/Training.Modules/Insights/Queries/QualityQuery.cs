using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Insights.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Insights.Queries;

/// <summary>Somebody with a fault in the roster.</summary>
/// <param name="Role">Null for somebody without post.</param>
/// <param name="Post">The post with the fault.</param>
public sealed record QualityRow(string Name, string StaffNo, string Ref, int? Street, TrainingRole? Role, string? Post);

/// <summary>A place in which a post has to be filled and is not.</summary>
/// <param name="EndedOn">Last day, where it is to be merged.</param>
public sealed record Gap(int? Street, string Name, string Code, DateOnly? EndedOn);

/// <summary>
/// Faults of the roster as of today: counted when asked for, over the posts in force (each query is one pass over them), names
/// paged by id.
/// </summary>
public sealed class QualityQuery(TenantDb db, PeopleDirectory directory, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>Neighborhoods without 儿童主任 that are named.</summary>
    public const int MostGaps = 100;

    /// <summary>Numbers shared by several people that are looked for.</summary>
    private const int MostShared = 500;

    private IReadOnlyList<string>? _phones;

    private sealed class Post
    {
        public required RoleAssignment Assignment { get; init; }
        public required Person Person { get; init; }
        public required User? User { get; init; }
    }

    /// <summary>By street; posts within the scope only.</summary>
    public async Task<IReadOnlyDictionary<int, StreetQuality>> StreetsAsync(AssignmentScope scope, CancellationToken cancel)
    {
        var posts = Posts(scope);
        var counts = await EntriesAsync(posts, cancel);
        var doubles = await Counted(posts.Where(await HasAsync(QualityCheck.DoublePost, cancel)), cancel);
        var shared = await Counted(posts.Where(await HasAsync(QualityCheck.SharedPhone, cancel)), cancel);
        return counts.ToDictionary(c => c.Street, c => c with
        {
            Faults = new Dictionary<QualityCheck, int>(c.Faults)
            {
                [QualityCheck.DoublePost] = doubles.GetValueOrDefault(c.Street), [QualityCheck.SharedPhone] = shared.GetValueOrDefault(c.Street),
            },
        });
    }

    /// <summary>All streets, only what their scores and supervisors need: one pass over the posts.</summary>
    public async Task<IReadOnlyDictionary<int, StreetQuality>> ScoresAsync(CancellationToken cancel) => (await EntriesAsync(Posts(), cancel)).ToDictionary(c => c.Street);

    private static async Task<List<StreetQuality>> EntriesAsync(IQueryable<Post> posts, CancellationToken cancel)
    {
        var counts = await posts.GroupBy(x => x.Assignment.SubDistrictId).Select(g => new
        {
            Street = g.Key,
            Posts = g.Count(),
            NoPhone = g.Count(x => x.Person.Phone == null || x.Person.Phone == ""),
            NoAccount = g.Count(x => x.Person.UserId == null),
            NoEmail = g.Count(x => x.User == null || !x.User.EmailConfirmed),
            NoWorkUnit = g.Count(x => x.Assignment.WorkUnitId == null),
            Supervisors = g.Count(x => x.Assignment.Role == TrainingRole.ChildSupervisor),
        }).ToListAsync(cancel);
        return [.. counts.Select(c => new StreetQuality(c.Street, c.Posts, new Dictionary<QualityCheck, int>
        {
            [QualityCheck.NoPhone] = c.NoPhone, [QualityCheck.NoAccount] = c.NoAccount, [QualityCheck.NoEmail] = c.NoEmail, [QualityCheck.NoWorkUnit] = c.NoWorkUnit,
        }, c.Supervisors))];
    }

    public async Task<int> CountAsync(QualityCheck check, int? street, AssignmentScope scope, CancellationToken cancel) =>
        QualityChecks.OfPosts.Contains(check) ? await (await FaultyAsync(check, street, scope, cancel)).CountAsync(cancel)
        : scope.CoversAll ? await (await WithoutPostAsync(check, cancel)).CountAsync(cancel) : 0;

    public async Task<IReadOnlyList<QualityRow>> PageAsync(QualityCheck check, int? street, AssignmentScope scope, int skip, CancellationToken cancel)
    {
        if (QualityChecks.OfPosts.Contains(check))
            return await (await FaultyAsync(check, street, scope, cancel)).OrderBy(x => x.Assignment.SubDistrictId).ThenBy(x => x.Assignment.Id).Skip(skip).Take(PageSize)
                .Select(x => new QualityRow(x.Person.Name, x.Person.StaffNo, x.Person.Ref, x.Assignment.SubDistrictId, x.Assignment.Role, x.Assignment.Ref)).ToListAsync(cancel);
        if (!scope.CoversAll) return [];
        return await (await WithoutPostAsync(check, cancel)).OrderBy(p => p.StaffNo.ToUpper().Trim()).ThenBy(p => p.Id).Skip(skip).Take(PageSize)
            .Select(p => new QualityRow(p.Name, p.StaffNo, p.Ref, null, null, null)).ToListAsync(cancel);
    }

    /// <summary>居民区 without 儿童主任 in post, of the streets that they are part of today: one that is to come to another street is still where it was.</summary>
    public async Task<IReadOnlyList<Gap>> WithoutDirectorAsync(IReadOnlyList<int> streets, CancellationToken cancel)
    {
        var today = clock.Today();
        var directors = db.Set<RoleAssignment>().Where(a => a.Role == TrainingRole.ChildDirector && a.Start <= today && (a.End == null || a.End >= today));
        return await directory.UnitsOn(today).Where(u => u.Unit.Kind == OrgUnitKind.Neighborhood && u.ParentId != null && streets.Contains(u.ParentId.Value))
            .Where(u => !directors.Any(a => a.SubDistrictId == u.ParentId && a.WorkUnitId == u.Unit.Id))
            .OrderBy(u => u.Unit.Code).Take(MostGaps + 1).Select(u => new Gap(u.ParentId, u.Unit.Name, u.Unit.Code, u.Unit.EndedOn)).ToListAsync(cancel);
    }

    private IQueryable<Post> Posts()
    {
        var today = clock.Today();
        return from a in db.Set<RoleAssignment>().AsNoTracking()
               where a.Start <= today && (a.End == null || a.End >= today)
               join p in db.Set<Person>() on a.PersonId equals p.Id
               join u in db.Set<User>() on p.UserId equals u.Id into users
               from u in users.DefaultIfEmpty()
               select new Post { Assignment = a, Person = p, User = u };
    }

    private async Task<IQueryable<Post>> FaultyAsync(QualityCheck check, int? street, AssignmentScope scope, CancellationToken cancel)
    {
        var posts = Posts(scope).Where(await HasAsync(check, cancel));
        return street is { } s ? posts.Where(x => x.Assignment.SubDistrictId == s) : posts;
    }

    private async Task<Expression<Func<Post, bool>>> HasAsync(QualityCheck check, CancellationToken cancel)
    {
        var all = db.Set<RoleAssignment>();
        switch (check)
        {
            case QualityCheck.NoPhone: return x => x.Person.Phone == null || x.Person.Phone == "";
            case QualityCheck.NoAccount: return x => x.Person.UserId == null;
            case QualityCheck.NoEmail: return x => x.User == null || !x.User.EmailConfirmed;
            case QualityCheck.NoWorkUnit: return x => x.Assignment.WorkUnitId == null;
            case QualityCheck.DoublePost:
                return x => all.Any(o => o.PersonId == x.Assignment.PersonId && o.Role == x.Assignment.Role && o.Id != x.Assignment.Id
                    && (x.Assignment.End == null || o.Start <= x.Assignment.End) && (o.End == null || o.End >= x.Assignment.Start));
            default:
                // Looked up first: as part of the other query it would be done anew for every post.
                var phones = _phones ??= await db.Set<Person>().Where(p => p.Phone != null && p.Phone != "").GroupBy(p => p.Phone!)
                    .Where(g => g.Count() > 1).Select(g => g.Key).OrderBy(p => p).Take(MostShared).ToListAsync(cancel);
                return x => x.Person.Phone != null && phones.Contains(x.Person.Phone);
        }
    }

    private async Task<IQueryable<Person>> WithoutPostAsync(QualityCheck check, CancellationToken cancel)
    {
        var today = clock.Today();
        var people = db.Set<Person>().AsNoTracking();
        if (check == QualityCheck.NoPost)
            return people.Where(p => !db.Set<RoleAssignment>().Any(a => a.PersonId == p.Id && (a.End == null || a.End >= today)) && !db.Set<StaffGrant>().Any(g => g.PersonId == p.Id));
        var alike = await people.GroupBy(p => p.StaffNo.ToUpper().Trim()).Where(g => g.Count() > 1).Select(g => g.Key).OrderBy(n => n).Take(MostShared).ToListAsync(cancel);
        return people.Where(p => alike.Contains(p.StaffNo.ToUpper().Trim()));
    }

    private static async Task<Dictionary<int, int>> Counted(IQueryable<Post> posts, CancellationToken cancel) =>
        await posts.GroupBy(x => x.Assignment.SubDistrictId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);

    /// <summary>Each scope its own words, so that a street's posts are found by the index on the street.</summary>
    private IQueryable<Post> Posts(AssignmentScope scope)
    {
        var (streets, lines) = (scope.SubDistricts, scope.Lines);
        return scope.CoversAll ? Posts()
            : lines.Count == 0 ? Posts().Where(x => streets.Contains(x.Assignment.SubDistrictId))
            : Posts().Where(x => streets.Contains(x.Assignment.SubDistrictId) || lines.Contains(x.Assignment.Line));
    }
}
