using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>To which 街镇 the training of which role is open, and since when. Immutable; whatever nobody named has always been open.</summary>
public sealed class StreetOpenings
{
    public static readonly StreetOpenings None = new([]);

    private readonly Dictionary<(TrainingRole, int), DateOnly> _firstDays = [];

    /// <param name="rows">In the order in which they were recorded.</param>
    public StreetOpenings(IEnumerable<StreetOpening> rows)
    {
        foreach (var row in rows) _firstDays[(row.Role, row.SubDistrictId)] = row.OpensOn;
    }

    /// <summary>First day, <see cref="StreetOpening.Always"/> or <see cref="StreetOpening.NotYet"/>.</summary>
    public DateOnly FirstDay(TrainingRole role, int subDistrictId) => _firstDays.GetValueOrDefault((role, subDistrictId), StreetOpening.Always);

    /// <summary>The earliest of these posts: one that is open is enough to be asked for a certificate.</summary>
    /// <param name="posts">At least one.</param>
    public DateOnly FirstDay(IEnumerable<RoleAssignment> posts) => posts.Min(a => FirstDay(a.Role, a.SubDistrictId));

    public bool IsOpen(RoleAssignment post, DateOnly day) => FirstDay(post.Role, post.SubDistrictId) <= day;
}
