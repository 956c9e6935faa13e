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
public sealed record QualityRow(string Name, string StaffNo, string Ref, int? Street, TrainingRole? Role);

/// <summary>A place in which a post has to be filled and is not.</summary>
public sealed record Gap(int? Street, string Name);

/// <summary>
/// Faults of the roster as of today: counted when asked for, over the posts in force (each query is one pass over them), names
/// paged by id.
/// </summary>
public sealed class QualityQuery(TenantDb db, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>Neighborhoods without 儿童主任 that are named.</summary>
    public const int MostGaps = 100;

    private sealed class Post
    {
        public required RoleAssignment Assignment { get; init; }
        public required Person Person { get; init; }
        public required User? User { get; init; }
    }

    /// <summary>By street; posts within the scope only.</summary>
    public async Task<IReadOnlyDictionary<int, StreetQuality>> StreetsAsync(AssignmentScope scope, CancellationToken cancel)
    {
        var posts = Posts().Where(InScope(scope));
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
        var doubles = await Counted(posts.Where(Has(QualityCheck.DoublePost)), cancel);
        var shared = await Counted(posts.Where(Has(QualityCheck.SharedPhone)), cancel);
        return counts.ToDictionary(c => c.Street, c => new StreetQuality(c.Street, c.Posts, new Dictionary<QualityCheck, int>
        {
            [QualityCheck.NoPhone] = c.NoPhone, [QualityCheck.NoAccount] = c.NoAccount, [QualityCheck.NoEmail] = c.NoEmail,
            [QualityCheck.NoWorkUnit] = c.NoWorkUnit, [QualityCheck.DoublePost] = doubles.GetValueOrDefault(c.Street),
            [QualityCheck.SharedPhone] = shared.GetValueOrDefault(c.Street),
        }, c.Supervisors));
    }

    public Task<int> CountAsync(QualityCheck check, int? street, AssignmentScope scope, CancellationToken cancel) =>
        QualityChecks.OfPosts.Contains(check) ? Faulty(check, street, scope).CountAsync(cancel)
        : scope.CoversAll ? WithoutPost(check).CountAsync(cancel) : Task.FromResult(0);

    public async Task<IReadOnlyList<QualityRow>> PageAsync(QualityCheck check, int? street, AssignmentScope scope, int skip, CancellationToken cancel)
    {
        if (QualityChecks.OfPosts.Contains(check))
            return await Faulty(check, street, scope).OrderBy(x => x.Assignment.SubDistrictId).ThenBy(x => x.Assignment.Id).Skip(skip).Take(PageSize)
                .Select(x => new QualityRow(x.Person.Name, x.Person.StaffNo, x.Person.Ref, x.Assignment.SubDistrictId, x.Assignment.Role)).ToListAsync(cancel);
        if (!scope.CoversAll) return [];
        return await WithoutPost(check).OrderBy(p => p.StaffNo.ToUpper().Trim()).ThenBy(p => p.Id).Skip(skip).Take(PageSize)
            .Select(p => new QualityRow(p.Name, p.StaffNo, p.Ref, null, null)).ToListAsync(cancel);
    }

    /// <summary>居民区 without 儿童主任 in post, of the given streets.</summary>
    public async Task<IReadOnlyList<Gap>> WithoutDirectorAsync(IReadOnlyList<int> streets, CancellationToken cancel)
    {
        var today = clock.Today();
        var directors = db.Set<RoleAssignment>().Where(a => a.Role == TrainingRole.ChildDirector && a.Start <= today && (a.End == null || a.End >= today));
        return await db.Set<OrgUnit>().AsNoTracking().Where(u => u.Kind == OrgUnitKind.Neighborhood && u.ParentId != null && streets.Contains(u.ParentId.Value))
            .Where(u => !directors.Any(a => a.SubDistrictId == u.ParentId && a.WorkUnitId == u.Id))
            .OrderBy(u => u.Code).Take(MostGaps + 1).Select(u => new Gap(u.ParentId, u.Name)).ToListAsync(cancel);
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

    private IQueryable<Post> Faulty(QualityCheck check, int? street, AssignmentScope scope)
    {
        var posts = Posts().Where(InScope(scope)).Where(Has(check));
        return street is { } s ? posts.Where(x => x.Assignment.SubDistrictId == s) : posts;
    }

    private Expression<Func<Post, bool>> Has(QualityCheck check)
    {
        var all = db.Set<RoleAssignment>();
        var people = db.Set<Person>();
        return check switch
        {
            QualityCheck.NoPhone => x => x.Person.Phone == null || x.Person.Phone == "",
            QualityCheck.NoAccount => x => x.Person.UserId == null,
            QualityCheck.NoEmail => x => x.User == null || !x.User.EmailConfirmed,
            QualityCheck.NoWorkUnit => x => x.Assignment.WorkUnitId == null,
            QualityCheck.DoublePost => x => all.Any(o => o.PersonId == x.Assignment.PersonId && o.Role == x.Assignment.Role && o.Id != x.Assignment.Id
                && (x.Assignment.End == null || o.Start <= x.Assignment.End) && (o.End == null || o.End >= x.Assignment.Start)),
            _ => x => x.Person.Phone != null && x.Person.Phone != "" && people.Where(o => o.Phone != null && o.Phone != "").GroupBy(o => o.Phone).Where(g => g.Count() > 1).Select(g => g.Key).Contains(x.Person.Phone),
        };
    }

    private IQueryable<Person> WithoutPost(QualityCheck check)
    {
        var today = clock.Today();
        var people = db.Set<Person>().AsNoTracking();
        return check == QualityCheck.NoPost
            ? people.Where(p => !db.Set<RoleAssignment>().Any(a => a.PersonId == p.Id && (a.End == null || a.End >= today)) && !db.Set<StaffGrant>().Any(g => g.PersonId == p.Id))
            : people.Where(p => people.GroupBy(o => o.StaffNo.ToUpper().Trim()).Where(g => g.Count() > 1).Select(g => g.Key).Contains(p.StaffNo.ToUpper().Trim()));
    }

    private static async Task<Dictionary<int, int>> Counted(IQueryable<Post> posts, CancellationToken cancel) =>
        await posts.GroupBy(x => x.Assignment.SubDistrictId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);

    private static Expression<Func<Post, bool>> InScope(AssignmentScope scope)
    {
        var (all, streets, lines) = (scope.CoversAll, scope.SubDistricts, scope.Lines);
        return x => all || streets.Contains(x.Assignment.SubDistrictId) || lines.Contains(x.Assignment.Line);
    }
}
