using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Platform.Jobs;

/// <summary>What the site does by itself.</summary>
public sealed class NightsTests
{
    [Theory, OnBothDatabases]
    public async Task A_week_of_a_small_city_leaves_no_warning(TestDatabase database)
    {
        var app = TestApp.For(database, nameof(NightsTests));
        var tenant = await TestTenant.CreateAsync(database, own: app);
        for (var i = 0; i < 3; i++)
        {
            var person = await tenant.AddPersonAsync();
            await tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(
                () => s.GetRequiredService<Events>().RaiseAsync(new AssignmentsChanged(person.Id), default), default));
        }
        var steps = 0;
        for (var hour = 0; hour < 7 * 24; hour += 3)
        {
            app.Clock.Advance(TimeSpan.FromHours(3));
            steps += await tenant.RunJobsAsync();
        }
        Assert.True(steps > 7 * 5, $"{steps} steps");
        Assert.Empty(app.Complaints);
    }
}
