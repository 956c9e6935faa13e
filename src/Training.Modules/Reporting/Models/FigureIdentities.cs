namespace Training.Modules.Reporting.Models;

/// <summary>
/// The identities between the figures of one basis, which every reader knows: 在岗 = 应训 + 不计入, 应训 = the sum of the standings. Figures
/// are numbers of whoever shows them; a figure that is not shown is left out. People do not add up over lines and roles, but nearly:
/// they are hidden as if they did.
/// </summary>
public sealed record FigureIdentities
{
    public required int InPost { get; init; }
    public required int Required { get; init; }
    public required int Excluded { get; init; }
    public required int Annual { get; init; }
    public required int Refreshed { get; init; }
    public required IReadOnlyList<int> Exclusions { get; init; }

    /// <summary>Parts of 应训: who stands so counts under each of these figures.</summary>
    public required IReadOnlyList<int[]> Standings { get; init; }

    /// <summary>Bound by no identity.</summary>
    public required IReadOnlyList<int> Free { get; init; }

    /// <param name="role">Number of the dimension that parts roles; null = none.</param>
    /// <param name="partialOver">Dimensions that part roles or lines.</param>
    public CubeRules Rules(int? role, IReadOnlyList<int> partialOver)
    {
        var parts = new Dictionary<int, IReadOnlyList<CubeMove>>();
        var added = new Dictionary<int, CubeMove>();
        foreach (var one in Standings.SelectMany(s => s).Distinct())
        {
            // One more here is one less there, or one more 应训.
            var mine = Standings.Where(s => s.Contains(one)).ToList();
            parts[one] = [.. from s in mine from other in Standings where !other.Contains(one) || (other != s && s[0] == one) select Moved(s, other)];
            added[one] = Move([.. mine.SelectMany(s => s).Distinct().Append(Required).Append(InPost).Select(f => (f, 1))]);
        }
        foreach (var one in Exclusions)
        {
            parts[one] = [.. Exclusions.Where(o => o != one).Select(o => Move((one, 1), (o, -1))), Move((one, 1), (Excluded, 1), (InPost, 1))];
            added[one] = Move((one, 1), (Excluded, 1), (InPost, 1));
        }
        parts[Excluded] = Exclusions.Count > 0 ? [.. Exclusions.Select(o => Move((Excluded, 1), (o, 1), (InPost, 1)))] : [Move((Excluded, 1), (InPost, 1))];
        added[Excluded] = Move([(Excluded, 1), (InPost, 1), .. Exclusions.Select(e => (e, 1))]);
        foreach (var one in Free) (parts[one], added[one]) = ([Move((one, 1))], Move((one, 1)));
        // By role everybody knows who refreshes each year: there it is 应训 or nothing, and hidden with the cell.
        if (role is null) parts[Annual] = [Move((Annual, 1))];
        added[Annual] = Move((Annual, 1));
        return new()
        {
            Populations = [InPost, Required], Whole = [Move((InPost, 1), (Required, 1)), Move((InPost, 1), (Excluded, 1))],
            Parts = parts, Added = added, Tied = [(Required, Annual)], Partial = [Annual, Refreshed], PartialOver = partialOver, Parting = role,
        };
    }

    /// <summary>One more stands so and one less otherwise; what both count under does not change.</summary>
    private static CubeMove Moved(int[] more, int[] less) => Move([.. more.Except(less).Select(f => (f, 1)), .. less.Except(more).Select(f => (f, -1))]);

    private static CubeMove Move(params (int Figure, int Sign)[] steps) => new(steps);
}
