using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;

namespace Training.Modules.Certification.Services;

/// <summary>
/// One evaluation at a time in a tenant, until the end of its transaction. Numbers and persons are locked by what follows; taken in
/// different orders by two transactions of several people each, those locks would wait for each other in a circle. It also makes
/// the second of two see what the first recorded. SQLite has one writer at a time anyway.
/// </summary>
public sealed class IssuingOrder(TenantDb db)
{
    /// <summary>Inside a transaction, before anything of a person is read or locked. Taken again it costs one statement.</summary>
    public Task TakeAsync(CancellationToken cancel) => db.Database.IsNpgsql()
        // The second number is this lock's own among the tenant's; the first keeps tenants apart. Two that collide only wait.
        ? db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtext(current_schema()), 1)", cancel)
        : Task.CompletedTask;
}
