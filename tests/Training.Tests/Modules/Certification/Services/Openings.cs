using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certification.Services;

/// <summary>What tests of 分批开放 have in common.</summary>
internal static class Openings
{
    /// <summary>Says from which day the training of a role is open to a 街镇; what follows is left to the jobs.</summary>
    public static Task OpenAsync(this TestTenant tenant, TrainingRole role, int street, DateOnly opens) => tenant.InScopeAsync(async s =>
    {
        var desk = s.GetRequiredService<OpeningDesk>();
        Assert.Equal(1, await desk.SaveAsync(role, new Dictionary<int, DateOnly> { [street] = opens }, (await desk.OfAsync(role, default)).Seen, null, default));
    });
}
