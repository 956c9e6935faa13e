using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Modules;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Certification.Services;

/// <summary>
/// Runs the rules on every ledger of every running tenant and compares with the certificates stored. Without
/// <c>--compare</c> it also issues what is missing by rule; it never changes or removes a certificate.
/// </summary>
internal sealed class RebuildCommand : ICommand
{
    public string Name => "certification rebuild";

    public string Help => "recompute certificates from the ledger and compare; issues missing ones unless --compare is given";

    /// <returns>0 without difference, 1 with.</returns>
    public async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        var compareOnly = args.Contains("--compare");
        var current = services.GetRequiredService<CurrentTenant>();
        var differences = 0;
        foreach (var tenant in services.GetRequiredService<TenantStore>().Table.Tenants.Where(t => t.State == TenantState.Running))
        {
            using var entered = current.Enter(tenant);
            differences += await TenantAsync(services, tenant.Name, compareOnly);
        }
        return differences == 0 ? 0 : 1;
    }

    private static async Task<int> TenantAsync(IServiceProvider services, string tenant, bool compareOnly)
    {
        var (people, differences, after) = (0, 0, 0L);
        while (true)
        {
            await using var scope = services.CreateAsyncScope();
            var page = await PageAsync(scope.ServiceProvider, after);
            if (page.Count == 0) break;
            var found = await CompareAsync(scope.ServiceProvider, page);
            if (!compareOnly && found.Count > 0)
            {
                var evaluation = scope.ServiceProvider.GetRequiredService<Evaluation>();
                foreach (var person in found.Select(d => d.PersonId).Distinct()) await evaluation.RunAsync(person, CancellationToken.None);
                found = await CompareAsync(scope.ServiceProvider, page);
            }
            foreach (var d in found) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tenant}: person {d.PersonId}, {d.Role}: {d.What}"));
            (people, differences, after) = (people + page.Count, differences + found.Count, page[^1]);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tenant}: {people} people, {differences} differences"));
        return differences;
    }

    private static Task<List<long>> PageAsync(IServiceProvider services, long after) =>
        services.GetRequiredService<TenantDb>().Set<Person>().Where(p => p.Id > after).OrderBy(p => p.Id)
            .Select(p => p.Id).Take(CertificationLimits.PeopleAtOnce).ToListAsync();

    private static async Task<List<CertificateDifference>> CompareAsync(IServiceProvider services, List<long> ids)
    {
        var cancel = CancellationToken.None;
        var today = services.GetRequiredService<TimeProvider>().Today();
        var facts = await services.GetRequiredService<PersonFactsQuery>().ForPeopleAsync(ids, cancel);
        var schemes = await services.GetRequiredService<SchemeTable>().AllAsync(cancel, facts.Values.SelectMany(f => f.Certificates).Select(c => c.Certificate.SchemeId));
        var settings = await services.GetRequiredService<SettingsStore>().GetAsync<CertificationSettings>(cancel);
        var held = (await services.GetRequiredService<TenantDb>().Set<RoleAssignment>().AsNoTracking()
            .Where(a => ids.Contains(a.PersonId)).ToListAsync(cancel)).ToLookup(a => a.PersonId);
        return [.. ids.SelectMany(id => CertificateCheck.Of(id, facts[id], schemes, held[id].HeldOn(today), settings.AutoIssue, today))];
    }
}
