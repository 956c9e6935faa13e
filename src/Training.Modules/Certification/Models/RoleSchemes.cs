using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>The scheme versions of all roles, read; immutable.</summary>
public sealed class RoleSchemes
{
    private readonly Dictionary<TrainingRole, IReadOnlyList<DatedRules>> _byRole;
    private readonly HashSet<long> _ids;

    public RoleSchemes(IReadOnlyList<CertificationScheme> rows)
    {
        _byRole = rows.GroupBy(r => r.Role).ToDictionary(g => g.Key, g => (IReadOnlyList<DatedRules>)[.. g.OrderBy(r => r.Version).Select(Dated)]);
        _ids = [.. rows.Select(r => r.Id)];
    }

    /// <summary>Versions of a role, oldest first; none when the role has no scheme.</summary>
    public IReadOnlyList<DatedRules> Of(TrainingRole role) => _byRole.GetValueOrDefault(role, []);

    public bool Has(long schemeId) => _ids.Contains(schemeId);

    /// <summary>Days on which a role has rules, oldest first; a missing end is open.</summary>
    public IReadOnlyList<(DateOnly From, DateOnly? Through)> Availability(TrainingRole role) => [.. Of(role).Select(s => (s.From, s.Through))];

    private static DatedRules Dated(CertificationScheme row) => new(row.Id, row.Version, row.EffectiveFrom, row.EffectiveThrough,
        SchemeRulesJson.Read(row.RulesJson), row.Title);
}
