using System.Globalization;
using System.Text.Json;
using Training.Modules.People.Models;
using Training.Modules.Roster.Models;

namespace Training.Modules.Roster.Merging;

/// <summary>Which units go into which other, from which day on. By code, as somebody typed it.</summary>
/// <param name="Into">An existing unit; null = a new one.</param>
/// <param name="NewCode">Code of the new unit.</param>
public sealed record MergeOrder(IReadOnlyList<string> From, string? Into, string? NewCode, string? NewName, DateOnly? Day)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static MergeOrder Parse(string json) => JsonSerializer.Deserialize<MergeOrder>(json)!;
}

/// <summary>What a merge would do, counted now. Who confirms it confirms these numbers.</summary>
/// <param name="Target">The unit that everybody goes to; not stored yet where it is new.</param>
/// <param name="People">Different people with a post that goes on.</param>
/// <param name="Posts">Posts held over the day: they end the day before and go on in the new unit.</param>
/// <param name="Later">Posts that begin on the day or after it: they move as they are.</param>
/// <param name="Joined">Posts that would overlap another of the same person and role in the one unit, and are joined with it (<see cref="MergeRules.Joins"/>).</param>
/// <param name="Children">居民区, schools and agencies that go along with a 街镇.</param>
/// <param name="Officers">Staff of the old units, who get the same rights in the new one.</param>
public sealed record MergePlan(IReadOnlyList<OrgUnit> From, OrgUnit Target, bool IsNew, DateOnly Day, int People, int Posts, int Later, int Joined, int Children, int Officers)
{
    /// <summary>Other people or posts make another one.</summary>
    public string Fingerprint => string.Join('-', new[] { Day.DayNumber, People, Posts, Later, Joined, Children }.Select(n => n.ToString(CultureInfo.InvariantCulture)));

    public bool OfStreets => Target.Kind is OrgUnitKind.SubDistrict or OrgUnitKind.Zone;
}

/// <summary>Posts of one person and role that become one: the first to begin goes on, through the last day of them all.</summary>
/// <param name="Through">Null = open.</param>
public sealed record PostJoin(RoleAssignment Kept, IReadOnlyList<RoleAssignment> Absorbed, DateOnly? Through);

/// <summary>How a merge ended, or why it did not take place.</summary>
public sealed record MergeAnswer(MergePlan? Plan, IReadOnlyList<RosterProblem> Problems)
{
    public bool IsDone => Problems.Count == 0;
}
