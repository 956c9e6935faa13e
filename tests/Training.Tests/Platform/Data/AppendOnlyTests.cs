using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Learning.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Platform.Data;

public sealed class AppendOnlyTests
{
    [Theory, OnBothDatabases]
    public async Task The_database_refuses_to_change_or_remove_rows_of_ledgers_and_trails(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await tenant.InScopeAsync(async s =>
        {
            s.GetRequiredService<AuditLog>().Add("Test", "Added", "x", "试用");
            await s.GetRequiredService<TenantDb>().SaveChangesAsync();
        });
        var tables = await tenant.InScopeAsync(s => Task.FromResult(AppendOnlyTables.Of(s.GetRequiredService<TenantDb>().Model)));
        foreach (var expected in new[] { "evidence", "certificates", "certificate_events", "audit_events", "fact_changes", "report_submissions", "report_submission_events", "report_confirmations", "city_reports" })
            Assert.Contains(expected, tables);
        foreach (var (table, column) in new[] { ("evidence", "reason"), ("certificates", "holder_name"), ("certificate_events", "reason"), ("audit_events", "summary") })
        {
            Assert.True(await RunAsync(tenant, $"SELECT COUNT(*) FROM {table}") > 0);
            foreach (var sql in new[] { $"UPDATE {table} SET {column} = 'x'", $"DELETE FROM {table}" })
            {
                var refused = await Assert.ThrowsAnyAsync<DbException>(() => RunAsync(tenant, sql));
                Assert.Contains("only ever added", refused.Message, StringComparison.Ordinal);
            }
            Assert.Equal(0, await RunAsync(tenant, $"SELECT COUNT(*) FROM {table} WHERE {column} = 'x'"));
        }
        if (database == TestDatabase.Postgres)
            foreach (var table in tables) Assert.Contains("only ever added", (await Assert.ThrowsAnyAsync<DbException>(() => RunAsync(tenant, $"TRUNCATE {table} CASCADE"))).Message, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_save_of_a_changed_row_throws_before_it_reaches_the_database(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await StoredGolden.WriteAsync(tenant);
        await Assert.ThrowsAsync<InvalidOperationException>(() => tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            db.Entry(await db.Set<Evidence>().OrderBy(e => e.Id).FirstAsync()).Property(e => e.Reason).CurrentValue = "x";
            await db.SaveChangesAsync();
        }));
    }

    private static Task<long> RunAsync(TestTenant tenant, string sql) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync() ?? 0L, null);
    });
}
