using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certification.Services;

/// <summary>
/// Evidence that comes late – from a phone without network, from a file, entered for a day that lies back – recomputes what it should
/// and nothing else. Seen by the versions that the database itself gives to rows: a row that is written anew has another one.
/// </summary>
public sealed class LateEvidenceTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly string[] Projections = ["role_standings", "post_states", "proof_packs", "certificates"];

    [Theory, OnBothDatabases]
    public async Task Only_the_state_of_the_person_and_scheme_concerned_is_written_anew(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var people = await PeopleAsync(tenant);
        var before = await RowsAsync(tenant, database);
        // A scenario of a hundred days ago: only the scheme of 儿童主任 asks for it.
        await tenant.RecordAsync(people[0].Id, "S1", tenant.Today.AddDays(-100));
        var after = await RowsAsync(tenant, database);

        Assert.Equal([$"{people[0].Id}/ChildDirector"], Changed(before["role_standings"], after["role_standings"]));
        foreach (var table in Projections)
            Assert.DoesNotContain(Changed(before[table], after[table]), row => !row.StartsWith($"{people[0].Id}/", StringComparison.Ordinal));
        // It counts from its own day, not from the day on which it came.
        Assert.Equal([$"{people[0].Id}/ChildDirector"], Changed(before["certificates"], after["certificates"]));
        var certificate = (await tenant.CertificatesAsync()).Single(c => c.PersonId == people[0].Id && c.Role == TrainingRole.ChildDirector);
        Assert.Equal((tenant.Today.AddDays(-100), tenant.Today), (certificate.CompletedOn, certificate.IssuedOn));
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task What_no_scheme_of_the_person_asks_for_writes_no_state_at_all(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var people = await PeopleAsync(tenant);
        var before = await RowsAsync(tenant, database);
        await tenant.RecordAsync(people[1].Id, "S1", tenant.Today.AddDays(-100));
        var after = await RowsAsync(tenant, database);
        Assert.Empty(Changed(before["role_standings"], after["role_standings"]));
        Assert.Empty(Changed(before["certificates"], after["certificates"]));
    }

    [Theory, OnBothDatabases]
    public async Task A_file_of_back_dated_rows_concerns_those_who_stand_in_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var people = await PeopleAsync(tenant);
        var before = await RowsAsync(tenant, database);
        // The same moment for all, and of one of them something that shows nothing new.
        await tenant.InScopeAsync(s => s.GetRequiredService<EvidenceLedger>().RecordManyAsync(
        [
            Ledger.Row(people[2].Id, "S1", tenant.Today.AddDays(-200), tenant.App.Clock.UtcNow()),
            Ledger.Row(people[3].Id, "O02", tenant.Today.AddDays(-150), tenant.App.Clock.UtcNow()),
            Ledger.Row(people[1].Id, "O02", tenant.Today.AddDays(-140), tenant.App.Clock.UtcNow()),
        ], None));
        var after = await RowsAsync(tenant, database);
        Assert.Equal(new[] { $"{people[2].Id}/ChildDirector", $"{people[3].Id}/ChildDirector" }, Changed(before["role_standings"], after["role_standings"]));
        Assert.Equal([$"{people[2].Id}/ChildDirector"], Changed(before["certificates"], after["certificates"]));
        Assert.Equal(0, await ForcedUpdateTests.DifferencesAsync(tenant));
    }

    [Theory, OnBothDatabases]
    public async Task A_correction_of_an_old_row_moves_what_rests_on_it_and_no_certificate_that_was_issued(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var people = await PeopleAsync(tenant);
        await tenant.RecordAsync(people[3].Id, "O02", tenant.Today.AddDays(-150));
        // Not the last row of the table, whose place SQLite would give again.
        await tenant.RecordAsync((await tenant.AddPersonAsync()).Id, "O02");
        var before = await RowsAsync(tenant, database);
        await tenant.InScopeAsync(async s =>
        {
            var ledger = s.GetRequiredService<EvidenceLedger>();
            var wrong = (await ledger.ForPersonAsync(people[3].Id, None)).Single(e => e.Subject == "O02");
            await ledger.RecordAsync(new Evidence
            {
                PersonId = wrong.PersonId, Kind = EvidenceKind.Withdrawn, Subject = wrong.Subject, EffectiveOn = wrong.EffectiveOn, RecordedUtc = tenant.App.Clock.UtcNow(),
                Reason = "撤回：录错了人", SupersedesId = wrong.Id,
            }, None);
        });
        var after = await RowsAsync(tenant, database);
        Assert.Equal([$"{people[3].Id}/ChildDirector"], Changed(before["role_standings"], after["role_standings"]));
        Assert.Empty(Changed(before["certificates"], after["certificates"]));
    }

    /// <summary>0: teacher and 儿童主任, certified as a teacher, S1 missing; 1: a certified teacher; 2: a 儿童主任 without S1; 3: one with nothing; 4: a certified one.</summary>
    private static async Task<List<TestPerson>> PeopleAsync(TestTenant tenant)
    {
        var people = new List<TestPerson>();
        foreach (var role in new[] { TrainingRole.Teacher, TrainingRole.Teacher, TrainingRole.ChildDirector, TrainingRole.ChildDirector, TrainingRole.ChildDirector })
            people.Add(await tenant.AddPersonAsync(role));
        await tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            db.Add(new RoleAssignment
            {
                PersonId = people[0].Id, Role = TrainingRole.ChildDirector, Line = Line.CivilAffairs, SubDistrictId = tenant.XinhualuId,
                Start = tenant.Today.AddYears(-1), RecordedUtc = tenant.App.Clock.UtcNow(),
            });
            await db.SaveChangesAsync();
        });
        string[] halfway = ["O02", "R03", "R04"];
        foreach (var (person, subjects) in people.Zip([halfway, Ledger.Teacher, halfway, [], Ledger.Director]))
            await tenant.RecordAllAsync(person.Id, subjects, tenant.Today.AddDays(-300));
        // Known to the projections as the roster makes everybody known.
        foreach (var person in people)
            await tenant.InScopeAsync(s => s.GetRequiredService<Events>().RaiseAsync(new AssignmentsChanged(person.Id), None));
        return people;
    }

    private static List<string> Changed(HashSet<(string Row, string Version)> before, HashSet<(string Row, string Version)> after) =>
        [.. before.Except(after).Concat(after.Except(before)).Select(r => r.Row).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>"person/role" of each row with the database's version of it, by table.</summary>
    private static Task<Dictionary<string, HashSet<(string Row, string Version)>>> RowsAsync(TestTenant tenant, TestDatabase database) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        var found = new Dictionary<string, HashSet<(string, string)>>();
        foreach (var table in Projections)
        {
            // On SQLite a row that is put in again gets a new place at the end; on PostgreSQL each write is a version.
            var version = database == TestDatabase.Sqlite ? "rowid" : "xmin::text || '.' || ctid::text";
            var role = table == "proof_packs" ? "''" : "role";
#pragma warning disable EF1002 // nothing of it is typed by anybody
            var rows = await db.Database.SqlQueryRaw<string>($"SELECT person_id || '/' || {role} || '|' || {version} AS \"Value\" FROM {table}").ToListAsync();
#pragma warning restore EF1002
            found[table] = [.. rows.Select(r => r.Split('|')).Select(r => (r[0], r[1]))];
        }
        return found;
    });
}
