using Training.Modules.Insights.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Insights.Pages;

/// <summary>The form above the city's pages: day, role, scheme and, where there is no other place for it, line.</summary>
/// <param name="Path">After ~/console/.</param>
/// <param name="Schemes">Roles with a scheme of their own.</param>
public sealed record CityPicker(string Path, CitySelection Selection, IReadOnlyList<TrainingRole> Schemes, bool PicksLine)
{
    /// <summary>By line.</summary>
    public static IReadOnlyList<TrainingRole> Roles { get; } = [.. RoleFacts.All.OrderBy(r => r.LineOf()).ThenBy(r => r)];
}
