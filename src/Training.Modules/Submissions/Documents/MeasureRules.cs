using Training.Modules.Reporting.Models;

namespace Training.Modules.Submissions.Documents;

/// <summary>The counts of one basis as the complement rule takes them: those of documents in their order, then 不计入 as a whole.</summary>
internal sealed class MeasureRules
{
    /// <summary>任职口径.</summary>
    public static readonly MeasureRules Posts = new(people: false, [["certified"], ["expired"], ["neverCertified"], ["revokedOrSuspended"]]);

    /// <summary>人头口径. With one post 全岗 and 至少一岗 are the same, so they go together.</summary>
    public static readonly MeasureRules People = new(people: true, [["personAllCertified", "personAnyCertified"], ["personExpired"], ["personNeverCertified"], ["personRevokedOrSuspended"]]);

    private readonly bool _people;
    private readonly List<string> _keys;
    private readonly int[] _exclusions;
    private readonly int _inPost;

    private MeasureRules(bool people, string[][] standings)
    {
        _people = people;
        _keys = [.. (people ? Figures.Persons : Figures.Assignments).Select(m => m.Key)];
        _inPost = IndexOf(Name("inPost"));
        Required = IndexOf(Name("required"));
        Annual = [IndexOf(Name("annualRequired")), IndexOf(Name("refreshedThisYear"))];
        _exclusions = [.. new[] { "excludedNewcomer", "excludedLeave", "excludedNotYetInScope" }.Select(k => IndexOf(Name(k)))];
        Rules = new FigureIdentities
        {
            InPost = _inPost, Required = Required, Excluded = _keys.Count, Annual = Annual[0], Refreshed = Annual[1], Exclusions = _exclusions,
            Standings = [.. standings.Select(s => s.Select(IndexOf).ToArray())],
            Free = [.. new[] { "completed", "exempt", "expiringSoon", "earlyCertified", "refreshedThisYear" }.Select(k => IndexOf(Name(k)))],
        }.Rules(role: 2, partialOver: [1, 2]);
    }

    /// <summary>Of cells of 街镇 × 条线 × 岗位.</summary>
    public CubeRules Rules { get; }

    public int Required { get; }

    /// <summary>应轮训 and 本年已轮训.</summary>
    public int[] Annual { get; }

    /// <summary>Number of a measure; −1 for one that only another program knew.</summary>
    public int IndexOf(string key) => _keys.IndexOf(key);

    /// <summary>Counts of a row of this basis. Old documents lack some: whoever is 应训 is in post.</summary>
    public int[] Of(DocumentRow row) => Of(key => row[key]);

    /// <summary>Counts of a row of posts, each taken for a person.</summary>
    public int[] OfPosts(DocumentRow row) => Of(key => row[key is "personAllCertified" or "personAnyCertified" ? "certified" : char.ToLowerInvariant(key[6]) + key[7..]]);

    private int[] Of(Func<string, int> count)
    {
        int[] values = [.. _keys.Select(count), 0];
        values[_inPost] = Math.Max(values[_inPost], values[Required]);
        values[^1] = _exclusions.Sum(e => values[e]);
        return values;
    }

    private string Name(string key) => _people ? "person" + char.ToUpperInvariant(key[0]) + key[1..] : key;
}
