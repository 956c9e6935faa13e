using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.Reminders.Services;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Notifications;
using Training.Tests.Hosting;
using Training.Tests.Platform.Notifications;

namespace Training.Tests.Modules.Reminders;

/// <summary>What tests of reminders have in common.</summary>
internal static class Reminding
{
    private static int _numbers;

    /// <summary>A certificate of a year that ends on a day, and the standing that follows.</summary>
    public static Task CertifyAsync(this TestTenant tenant, TestPerson person, DateOnly through, TrainingRole role = TrainingRole.ChildDirector) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        var scheme = await db.Set<CertificationScheme>().FirstAsync(x => x.Role == role);
        var from = through.AddDays(1).AddYears(-1);
        db.Add(new Certificate
        {
            Number = $"310105-T-{Interlocked.Increment(ref _numbers):000000}", VerifyCode = Ids.New(), PersonId = person.Id, Role = role, SchemeId = scheme.Id,
            HolderName = person.Name, SchemeTitle = scheme.Title, Hours = 20, Issuer = "长宁区", CompletedOn = from.AddDays(-1), IssuedOn = from, ValidFrom = from,
            ValidThrough = through, RecordedUtc = tenant.App.Clock.UtcNow(),
        });
        await db.SaveChangesAsync();
        await s.GetRequiredService<StandingStore>().ReplaceAsync([person.Id], default);
    });

    /// <summary>Something else about the person changed.</summary>
    public static Task ChangeAsync(this TestTenant tenant, TestPerson person, Func<TenantDb, Task> change) => tenant.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<TenantDb>();
        await change(db);
        await db.SaveChangesAsync();
        await s.GetRequiredService<StandingStore>().ReplaceAsync([person.Id], default);
    });

    /// <summary>The job of one morning, without the queue around it.</summary>
    /// <returns>Queries of each step.</returns>
    public static async Task<List<int>> RemindAsync(this TestTenant tenant)
    {
        var (state, queries) = ("", new List<int>());
        for (var finished = false; !finished;)
            await tenant.InScopeAsync(async s =>
            {
                var count = QueryCounter.Start();
                var step = await s.GetRequiredService<UnitOfWork>().RunAsync(() => s.GetServices<IJob>().OfType<SendReminders>().Single().StepAsync(state, default), default);
                queries.Add(count());
                Assert.Null(step.NotBeforeUtc);
                (state, finished) = (step.State, step.IsFinished);
            });
        return queries;
    }

    /// <summary>Titles in the box, oldest first.</summary>
    public static async Task<List<string>> TitlesAsync(this TestTenant tenant, TestPerson person) =>
        [.. (await tenant.BoxAsync(person)).OrderBy(n => n.Id).Select(n => n.Title)];

    public static async Task<StoredNotice> NewestAsync(this TestTenant tenant, TestPerson person) => (await tenant.BoxAsync(person))[0];

    /// <summary>Mornings one after the other.</summary>
    public static async Task DaysAsync(this TestTenant tenant, int days)
    {
        for (var i = 0; i < days; i++)
        {
            tenant.App.Clock.Advance(TimeSpan.FromDays(1));
            await tenant.RemindAsync();
        }
    }
}
