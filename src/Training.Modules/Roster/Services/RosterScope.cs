using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;

namespace Training.Modules.Roster.Services;

/// <summary>
/// Whose page somebody may open: whoever has, will have or had a post within the scope; people without any post only staff of the
/// whole district. Changing somebody needs a post within the scope that has not ended.
/// </summary>
public sealed class RosterScope(TenantDb db, TimeProvider clock)
{
    public IQueryable<Person> Visible(ClaimsPrincipal user)
    {
        var (people, scope) = (db.Set<Person>().AsNoTracking(), AssignmentScope.Of(user));
        if (scope.CoversAll) return people;
        var posts = db.Set<RoleAssignment>().Where(scope.Filter);
        return people.Where(p => posts.Any(a => a.PersonId == p.Id));
    }

    /// <summary>Name, numbers, account.</summary>
    public bool MayChange(AssignmentScope scope, IEnumerable<RoleAssignment> posts)
    {
        var today = clock.Today();
        return scope.CoversAll || posts.Any(a => scope.Allows(a) && (a.End is null || a.End >= today));
    }

    /// <summary>Whoever holds an office of the system is changed by the site's administrator alone: else an officer could take over a higher account.</summary>
    public async Task<bool> IsGuardedAsync(ClaimsPrincipal user, long personId, CancellationToken cancel) =>
        !user.IsInRole(nameof(StaffRole.SiteAdmin)) && await db.Set<StaffGrant>().AnyAsync(g => g.PersonId == personId, cancel);
}
