using Training.Modules.People.Models;
using Training.Modules.SavedReports.Models;

namespace Training.Modules.SavedReports.Api;

/// <summary>
/// What a token reads: the posts of its streets, and of them only those of its lines. Everything else is not there for it, neither
/// figures nor names of units, however many people there are.
/// </summary>
internal sealed class TokenScope(ApiToken token)
{
    private readonly FigureScope _scope = token.Scope;

    /// <summary>Empty = all.</summary>
    public IReadOnlySet<int> Streets => _scope.Streets;

    /// <summary>Empty = all.</summary>
    public IReadOnlySet<Line> Lines => _scope.Lines;

    public bool LimitsUnits => Streets.Count > 0;

    /// <param name="unit">A 街镇, zone or district.</param>
    public bool Has(OrgUnit unit) => !LimitsUnits || Streets.Contains(unit.Id);

    public bool Has(Line line) => Lines.Count == 0 || Lines.Contains(line);
}
