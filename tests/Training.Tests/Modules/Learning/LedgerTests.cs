using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.Practice.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Learning;

public sealed class LedgerTests
{
    [Theory, OnBothDatabases]
    public async Task A_check_passed_after_the_lessons_completes_the_module_at_once(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        await LessonsAsync(tenant, person);
        Assert.Empty(await EvidenceAsync(tenant, person));
        await PassAsync(tenant, person, "check-1", tenant.Today);
        var evidence = Assert.Single(await EvidenceAsync(tenant, person));
        Assert.Equal((EvidenceKind.ModuleCompleted, "O02", "check-1", tenant.Today), (evidence.Kind, evidence.Subject, evidence.ContentVersionId, evidence.EffectiveOn));
    }

    [Theory, OnBothDatabases]
    public async Task A_check_passed_before_the_last_lesson_waits_for_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        await PassAsync(tenant, person, "check-1", tenant.Today.AddDays(-2));
        await PassAsync(tenant, person, "check-2", tenant.Today.AddDays(-1));
        await LessonsAsync(tenant, person, count: 4);
        Assert.Empty(await EvidenceAsync(tenant, person));
        await LessonsAsync(tenant, person);
        var evidence = Assert.Single(await EvidenceAsync(tenant, person));
        Assert.Equal(("check-2", tenant.Today), (evidence.ContentVersionId, evidence.EffectiveOn));
        await LessonsAsync(tenant, person);
        Assert.Single(await EvidenceAsync(tenant, person));
    }

    [Theory, OnBothDatabases]
    public async Task Passing_again_later_appends_a_row_of_its_own(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        await LessonsAsync(tenant, person);
        await PassAsync(tenant, person, "check-1", tenant.Today);
        await PassAsync(tenant, person, "check-1", tenant.Today);
        Assert.Single(await EvidenceAsync(tenant, person));
        await PassAsync(tenant, person, "check-2", tenant.Today.AddYears(1));
        Assert.Equal(["check-1", "check-2"], (await EvidenceAsync(tenant, person)).Select(e => e.ContentVersionId));
    }

    [Theory, OnBothDatabases]
    public async Task A_scenario_goes_into_the_ledger_once(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        for (var i = 0; i < 2; i++)
            await tenant.InScopeAsync(s => s.GetRequiredService<Events>().RaiseAsync(new ScenarioPassed(person.Id, "S1", "scenario-1", 80, tenant.Today), default));
        Assert.Equal("S1", Assert.Single(await EvidenceAsync(tenant, person)).Subject);
    }

    [Theory, OnBothDatabases]
    public async Task What_fails_above_takes_the_evidence_back(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var person = await tenant.AddPersonAsync();
        await LessonsAsync(tenant, person);
        await Assert.ThrowsAsync<InvalidOperationException>(() => tenant.InScopeAsync(services => services.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            await services.GetRequiredService<Events>().RaiseAsync(new KnowledgeCheckPassed(person.Id, "O02", "check-1", 90, tenant.Today), default);
            throw new InvalidOperationException("later in the same transaction");
        }, default)));
        Assert.Empty(await EvidenceAsync(tenant, person));
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CheckPass>().CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Many_people_are_read_in_one_go_and_only_with_what_counts(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (first, second) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync());
        await LessonsAsync(tenant, first);
        await PassAsync(tenant, first, "check-1", tenant.Today);
        await tenant.InScopeAsync(async services =>
        {
            var ledger = services.GetRequiredService<EvidenceLedger>();
            var row = Assert.Single(await ledger.ForPersonAsync(first.Id, default));
            Assert.Equal([first.Id], (await ledger.ForPeopleAsync([first.Id, second.Id], default)).Keys);
            await ledger.RecordAsync(new Evidence
            {
                PersonId = first.Id, Kind = EvidenceKind.Withdrawn, Subject = "O02", EffectiveOn = tenant.Today, RecordedUtc = DateTime.UnixEpoch,
                Reason = "录入有误", SupersedesId = row.Id, RecordedByUserId = first.UserId,
            }, default);
            Assert.Empty(await ledger.ForPersonAsync(first.Id, default));
        });
    }

    private static Task LessonsAsync(TestTenant tenant, TestPerson person, int count = 99) => tenant.InScopeAsync(async services =>
    {
        var module = (await services.GetRequiredService<Catalog>().ByCodeAsync("O02", default))!;
        foreach (var lesson in module.Lessons.Take(count))
            await services.GetRequiredService<ModuleCompletion>().LessonDoneAsync(person.Id, module, lesson, default);
    });

    private static Task PassAsync(TestTenant tenant, TestPerson person, string version, DateOnly on) => tenant.InScopeAsync(services =>
        services.GetRequiredService<Events>().RaiseAsync(new KnowledgeCheckPassed(person.Id, "O02", version, 90, on), default));

    private static Task<IReadOnlyList<Evidence>> EvidenceAsync(TestTenant tenant, TestPerson person) =>
        tenant.InScopeAsync(s => s.GetRequiredService<EvidenceLedger>().ForPersonAsync(person.Id, default));
}
