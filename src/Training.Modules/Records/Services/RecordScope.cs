using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Records.Services;

/// <summary>
/// For whom somebody may enter what: staff for people who work in their street or line now, an assessor only practical tasks,
/// within the street or line of the assessor's own grant.
/// </summary>
public sealed class RecordScope(TenantDb db, PermissionTable permissions, TimeProvider clock)
{
    /// <summary>Kinds that the user may enter at all.</summary>
    public bool May(ClaimsPrincipal user, EvidenceKind kind) =>
        permissions.Has(user, kind == EvidenceKind.TaskAssessed ? RecordPermissions.RecordEvidence : RecordPermissions.KeepRecords);

    /// <summary>People for whom the user may enter a kind: the filter of a list, and of a row.</summary>
    public IQueryable<Person> People(ClaimsPrincipal user, EvidenceKind kind) => People(Of(user, kind));

    /// <summary>People of the user's scope of names: for corrections, imports and outside training.</summary>
    public IQueryable<Person> People(ClaimsPrincipal user) => People(AssignmentScope.Of(user));

    public Task<bool> ContainsAsync(ClaimsPrincipal user, EvidenceKind kind, long personId, CancellationToken cancel) =>
        People(user, kind).AnyAsync(p => p.Id == personId, cancel);

    private static AssignmentScope Of(ClaimsPrincipal user, EvidenceKind kind) =>
        kind == EvidenceKind.TaskAssessed ? AssignmentScope.ForAssessing(user) : AssignmentScope.Of(user);

    private IQueryable<Person> People(AssignmentScope scope)
    {
        var people = db.Set<Person>().AsNoTracking();
        if (scope.CoversAll) return people;
        var today = clock.Today();
        Expression<Func<RoleAssignment, bool>> current = a => a.End == null || a.End >= today;
        var ids = db.Set<RoleAssignment>().Where(scope.Filter).Where(current).Select(a => a.PersonId);
        return people.Where(p => ids.Contains(p.Id));
    }
}
