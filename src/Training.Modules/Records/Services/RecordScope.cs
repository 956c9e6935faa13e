using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Records.Models;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Records.Services;

/// <summary>
/// For whom somebody may enter what: staff for people who work in their street or line now, an assessor only practical tasks,
/// within the street or line of the assessor's own grant. Nobody for the own person, whose records are seen like any other's.
/// </summary>
public sealed class RecordScope(TenantDb db, PermissionTable permissions, TimeProvider clock)
{
    /// <summary>Said to whoever would enter or decide anything about the own person.</summary>
    public const string OwnRefusal = "不能给自己登记、更正或认定，请另一位同事来办。";

    /// <summary>Said of outside training to whoever may not recognise it.</summary>
    public const string RecognizeRefusal = "外部培训由区级或条线工作人员认定，街镇不能直接登记。请让学员申报，核实以后由区级或条线认定。";

    /// <summary>Kinds that the user may enter at all.</summary>
    public bool May(ClaimsPrincipal user, EvidenceKind kind) => permissions.Has(user, kind switch
    {
        EvidenceKind.TaskAssessed => RecordPermissions.RecordEvidence,
        // By file or by declaration: what stands in the ledger was recognised.
        EvidenceKind.OutsideTraining => RecordPermissions.RecognizeTraining,
        _ => RecordPermissions.KeepRecords,
    });

    /// <summary>Those of <see cref="EntryKinds.InFiles"/> that the user may enter.</summary>
    public IReadOnlyList<EvidenceKind> InFiles(ClaimsPrincipal user) => [.. EntryKinds.InFiles.Where(kind => May(user, kind))];

    /// <summary>The user's own person: to be seen, never to be entered for or decided over. A page says <see cref="OwnRefusal"/>.</summary>
    public static bool IsOwn(ClaimsPrincipal user, long personId) => user.PersonId() == personId;

    /// <summary>Asked by every service that writes: a page that forgot to ask opens no door.</summary>
    internal static void DemandOthers(ClaimsPrincipal user, params IEnumerable<long> people)
    {
        if (people.Any(id => IsOwn(user, id))) throw new InvalidOperationException("Somebody else enters and decides for the user's own person; the page did not ask.");
    }

    /// <summary>People whose rows of a kind the user sees, and for whom the user enters it unless it is the own person (<see cref="IsOwn"/>): the filter of a list, and of a row.</summary>
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
