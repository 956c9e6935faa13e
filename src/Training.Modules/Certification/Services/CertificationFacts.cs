using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Services;

/// <summary>A day on which all requirements of a role were met.</summary>
/// <param name="Through">Last day on which it counts as 已完成 (domain/organisation.md §4).</param>
public sealed record RoleCompletion(TrainingRole Role, DateOnly On, DateOnly Through);

/// <summary>What rates count of one person.</summary>
public sealed record PersonCertification(IReadOnlyList<RoleCompletion> Completions, IReadOnlyList<CertificateHistory> Certificates);

/// <summary>The facts of a page of people, the days on which each role has rules at all, and which 街镇 it is open to.</summary>
public sealed record CertificationFactsPage(
    IReadOnlyDictionary<long, PersonCertification> People,
    IReadOnlyDictionary<TrainingRole, IReadOnlyList<(DateOnly From, DateOnly? Through)>> Availability,
    StreetOpenings Openings);

/// <summary>Facts in bulk for the modules above: at most four queries for up to 500 people.</summary>
public sealed class CertificationFacts(PersonFactsQuery facts, SchemeTable schemes, TimeProvider clock)
{
    public async Task<CertificationFactsPage> ForPersonAsync(long personId, CancellationToken cancel) =>
        await PageAsync(new Dictionary<long, PersonFacts> { [personId] = await facts.ForPersonAsync(personId, cancel) }, cancel);

    public async Task<CertificationFactsPage> ForPeopleAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel) =>
        await PageAsync(await facts.ForPeopleAsync(personIds, cancel), cancel);

    private async Task<CertificationFactsPage> PageAsync(IReadOnlyDictionary<long, PersonFacts> found, CancellationToken cancel)
    {
        var table = await schemes.AllAsync(cancel, found.Values.SelectMany(f => f.Certificates).Select(c => c.Certificate.SchemeId));
        var today = clock.Today();
        return new(
            found.ToDictionary(f => f.Key, f => new PersonCertification(Completions(table, f.Value, today), f.Value.Certificates)),
            RoleFacts.All.ToDictionary(r => r, table.Availability),
            table.Openings);
    }

    private static IReadOnlyList<RoleCompletion> Completions(RoleSchemes schemes, PersonFacts facts, DateOnly today) =>
    [
        .. from role in RoleFacts.All
           from completion in facts.Completions(schemes, role, today)
           select new RoleCompletion(role, completion.On, completion.CountsThrough),
    ];
}
