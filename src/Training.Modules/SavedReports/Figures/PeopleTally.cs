using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.SavedReports.Figures;

/// <summary>
/// Counts every person once in each cell and each total. Most people with several posts have the same posts as others, as far as a
/// table tells them apart, so people are sorted into those groups first and each group is looked at once.
/// </summary>
internal sealed class PeopleTally
{
    /// <summary>So many bits of a group's key hold one post's number.</summary>
    private const int Bits = 21;

    private readonly Dictionary<PostCode, int> _numbers = [];
    private readonly List<PostCode> _posts = [];
    private readonly List<(int Post, int Count)> _single = [];
    private readonly List<long> _people = [];
    private readonly List<int> _theirs = [];

    /// <param name="who">A person who has this post among others; or, below zero, how many people have this post alone.</param>
    public void Add(long who, PostCode post)
    {
        if (!_numbers.TryGetValue(post, out var number))
        {
            _numbers[post] = number = _posts.Count;
            _posts.Add(post);
        }
        if (who < 0)
        {
            _single.Add((number, (int)-who));
            return;
        }
        _people.Add(who);
        _theirs.Add(number);
    }

    public FigureTable Count(FigureQuery query, DimensionValues values)
    {
        var keys = _posts.ConvertAll(p => values.Key(query.By, p.Place));
        var roles = _posts.ConvertAll(p => p.Place.Role);
        var cells = new Dictionary<FigureKey, FigureCounts>();
        foreach (var (post, count) in _single) Everywhere([post], count);
        foreach (var (posts, count) in Groups()) Everywhere(posts, count);
        return FigureTable.Whole(query, cells);

        void Everywhere(int[] own, int people)
        {
            for (var mask = 0; mask < 1 << query.By.Count; mask++)
                for (var i = 0; i < own.Length; i++)
                {
                    var at = keys[own[i]].TotalOver(mask);
                    var state = default(PersonState);
                    var isFirst = true;
                    for (var j = 0; j < own.Length; j++)
                    {
                        if (keys[own[j]].TotalOver(mask) != at) continue;
                        isFirst &= j >= i;
                        state.Add(_posts[own[j]].Measures, roles[own[j]]);
                    }
                    if (!isFirst) continue;
                    if (!cells.TryGetValue(at, out var counts)) cells[at] = counts = new();
                    counts.AddStates(state.Measures, false, people);
                }
        }
    }

    /// <summary>Sets of posts that people hold, and how many hold each.</summary>
    private IEnumerable<(int[] Posts, int People)> Groups()
    {
        long[] people = [.. _people];
        int[] posts = [.. _theirs];
        Array.Sort(people, posts);
        var few = new Dictionary<long, int>();
        for (int first = 0, next; first < people.Length; first = next)
        {
            for (next = first + 1; next < people.Length && people[next] == people[first];) next++;
            Array.Sort(posts, first, next - first);
            if (next - first > 3 || _posts.Count >= 1 << Bits)
            {
                yield return (posts[first..next], 1);
                continue;
            }
            var key = 0L;
            for (var i = first; i < next; i++) key = (key << Bits) | (uint)(posts[i] + 1);
            few[key] = few.GetValueOrDefault(key) + 1;
        }
        foreach (var (key, count) in few)
            yield return ([.. new[] { key >> (2 * Bits), (key >> Bits) & ((1 << Bits) - 1), key & ((1 << Bits) - 1) }.Where(n => n > 0).Select(n => (int)n - 1)], count);
    }
}
