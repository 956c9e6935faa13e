using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Simulation;

/// <summary>An assignment of the simulated role.</summary>
internal readonly record struct Post(long AssignmentId, long PersonId, int UnitId, Line Line, DateOnly Start, DateOnly? End);

/// <summary>All assignments of one role that count on any day ahead, found by person. Read by several threads.</summary>
internal sealed class Roster
{
    private readonly Post[] _posts;
    private readonly long[] _people;
    private readonly Dictionary<long, List<Days>> _leaves;

    /// <param name="leaves">By assignment.</param>
    public Roster(Post[] posts, Dictionary<long, List<Days>> leaves)
    {
        _people = [.. posts.Select(p => p.PersonId)];
        Array.Sort(_people, posts);
        (_posts, _leaves) = (posts, leaves);
        Units = [.. posts.Select(p => p.UnitId).Distinct().Order()];
        for (var i = 0; i < _people.Length; i++) if (i == 0 || _people[i] != _people[i - 1]) People++;
    }

    /// <summary>街镇 that occur.</summary>
    public IReadOnlyList<int> Units { get; }

    public int People { get; }

    /// <summary>Assignments of a person; none when the person is not on the roster.</summary>
    public ReadOnlySpan<Post> Of(long personId)
    {
        var at = Array.BinarySearch(_people, personId);
        if (at < 0) return [];
        var (low, high) = (at, at + 1);
        while (low > 0 && _people[low - 1] == personId) low--;
        while (high < _people.Length && _people[high] == personId) high++;
        return _posts.AsSpan(low, high - low);
    }

    public IReadOnlyList<Days> LeavesOf(long assignmentId) => _leaves.TryGetValue(assignmentId, out var found) ? found : [];
}
