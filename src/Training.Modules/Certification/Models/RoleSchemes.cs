using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>The scheme versions of all roles, read; immutable.</summary>
public sealed class RoleSchemes
{
    private readonly Dictionary<TrainingRole, IReadOnlyList<DatedRules>> _byRole;
    private readonly HashSet<long> _ids;
    private readonly Dictionary<long, HashSet<string>> _modules;

    public RoleSchemes(IReadOnlyList<CertificationScheme> rows, IReadOnlyList<ForcedUpdate>? updates = null, IReadOnlyList<ModuleChange>? changes = null, StreetOpenings? openings = null)
    {
        _byRole = rows.GroupBy(r => r.Role).ToDictionary(g => g.Key, g => (IReadOnlyList<DatedRules>)[.. g.OrderBy(r => r.Version).Select(Dated)]);
        _ids = [.. rows.Select(r => r.Id)];
        _modules = _byRole.Values.SelectMany(v => v).ToDictionary(v => v.SchemeId, v => ModulesIn(v.Rules));
        HasTransitions = _byRole.Values.Any(v => v.Any(s => s is { Through: not null, Rules.TransitionMonths: > 0 }));
        Updates = updates ?? [];
        Openings = openings ?? StreetOpenings.None;
        // Whoever must show a module by a deadline must show it in a renewal too.
        Changes = [.. changes ?? [], .. Updates.Select(u => new ModuleChange(u.ModuleCode, u.AnnouncedOn, u.Reason))];
    }

    /// <summary>To which 街镇 the training of a role is open, and since when.</summary>
    public StreetOpenings Openings { get; }

    /// <summary>Forced updates, all there ever were.</summary>
    public IReadOnlyList<ForcedUpdate> Updates { get; }

    /// <summary>Those that concern holders of a role.</summary>
    public IReadOnlyList<ForcedUpdate> UpdatesOf(TrainingRole role) => [.. Updates.Where(u => u.Concerns(role))];

    /// <summary>Major editions of modules, forced or not, for whatever lines: the content is the same for all.</summary>
    public IReadOnlyList<ModuleChange> Changes { get; }

    /// <summary>Some version that ended may be finished by those who had begun: then it matters since when a role is held.</summary>
    public bool HasTransitions { get; }

    /// <summary>Module codes that a scheme version asks for.</summary>
    public IReadOnlySet<string> ModulesOf(long schemeId) => _modules.GetValueOrDefault(schemeId, []);

    /// <summary>Module codes that rules ask for.</summary>
    internal static HashSet<string> ModulesIn(SchemeRules rules) =>
        rules.Requirements.Leaves.Where(l => l.Kind == RequirementKind.Module && l.Subject.Length > 0).Select(l => l.Subject).ToHashSet();

    /// <summary>Versions of a role, oldest first; none when the role has no scheme.</summary>
    public IReadOnlyList<DatedRules> Of(TrainingRole role) => _byRole.GetValueOrDefault(role, []);

    public bool Has(long schemeId) => _ids.Contains(schemeId);

    /// <summary>Days on which a role has rules, oldest first; a missing end is open.</summary>
    public IReadOnlyList<(DateOnly From, DateOnly? Through)> Availability(TrainingRole role) => [.. Of(role).Select(s => (s.From, s.Through))];

    private static DatedRules Dated(CertificationScheme row) => new(row.Id, row.Version, row.EffectiveFrom, row.EffectiveThrough,
        SchemeRulesJson.Read(row.RulesJson), row.Title);
}
