using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Services;
using Training.Platform.Data;

namespace Training.Modules.Roster.Queries;

/// <param name="Street">A 街镇 or a unit within it, by id.</param>
public sealed record RosterFilter(string Words, int? Unit, Line? Line, TrainingRole? Role, bool Past)
{
    /// <summary>Longer input finds nobody.</summary>
    public const int WordsMax = 30;

    public bool OfPosts => Unit is not null || Line is not null || Role is not null;
}

/// <param name="Posts">Within the scope; current ones unless past ones were asked for.</param>
public sealed record RosterRow(string Ref, string StaffNo, string Name, string? Phone, bool HasAccount, IReadOnlyList<RoleAssignment> Posts);

/// <summary>The roster within somebody's scope, in the order of 工号, paged by it: two queries a page.</summary>
public sealed class RosterList(TenantDb db, RosterScope roster, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="after">工号 of the last row of the page before.</param>
    public async Task<(IReadOnlyList<RosterRow> Rows, bool More)> PageAsync(ClaimsPrincipal user, RosterFilter filter, string? after, CancellationToken cancel)
    {
        var (scope, today) = (AssignmentScope.Of(user), clock.Today());
        var posts = db.Set<RoleAssignment>().AsNoTracking().Where(scope.Filter);
        if (!filter.Past) posts = posts.Where(a => a.End == null || a.End >= today);
        if (filter.Unit is { } unit) posts = posts.Where(a => a.SubDistrictId == unit || a.WorkUnitId == unit);
        if (filter.Line is { } line) posts = posts.Where(a => a.Line == line);
        if (filter.Role is { } role) posts = posts.Where(a => a.Role == role);
        var people = scope.CoversAll && !filter.OfPosts ? roster.Visible(user) : db.Set<Person>().AsNoTracking().Where(p => posts.Any(a => a.PersonId == p.Id));
        if (filter.Words.Length > 0) people = people.Where(p => p.Name.Contains(filter.Words) || p.StaffNo.StartsWith(filter.Words));
        if (!string.IsNullOrEmpty(after)) people = people.Where(p => string.Compare(p.StaffNo, after) > 0);
        var found = await people.OrderBy(p => p.StaffNo).Take(PageSize + 1).Select(p => new { p.Id, p.Ref, p.StaffNo, p.Name, p.Phone, p.UserId }).ToListAsync(cancel);
        var ids = found.ConvertAll(p => p.Id);
        var own = (await posts.Where(a => ids.Contains(a.PersonId)).OrderBy(a => a.Start).ThenBy(a => a.Id).ToListAsync(cancel)).ToLookup(a => a.PersonId);
        return ([.. found.Take(PageSize).Select(p => new RosterRow(p.Ref, p.StaffNo, p.Name, Masked(p.Phone), p.UserId is not null, [.. own[p.Id]]))], found.Count > PageSize);
    }

    /// <summary>Never in full here.</summary>
    internal static string? Masked(string? phone) => string.IsNullOrEmpty(phone) ? null : PhoneNumber.TryParse(phone)?.Masked ?? "****";
}
