namespace Training.Modules.Submissions.Documents;

/// <summary>Whose eyes a report is drawn for.</summary>
/// <param name="SeesAll">Every figure as it is.</param>
/// <param name="ListsAll">Every row, small figures hidden; else only the rows within the scope and the district's total.</param>
/// <param name="Units">Division codes of streets that are seen in full.</param>
/// <param name="Lines">条线 that are seen in full.</param>
public sealed record DocumentReader(bool SeesAll, bool ListsAll, IReadOnlySet<string> Units, IReadOnlySet<string> Lines)
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    /// <summary>Staff of the district that made it.</summary>
    public static DocumentReader District { get; } = new(true, true, None, None);

    /// <summary>The city: all rows of all districts, none of them its own (docs/decisions/0018).</summary>
    public static DocumentReader City { get; } = new(false, true, None, None);

    /// <summary>Staff of streets or lines.</summary>
    public static DocumentReader Within(IReadOnlySet<string> units, IReadOnlySet<string> lines) => new(false, false, units, lines);

    public bool Covers(DocumentRow row) => SeesAll || Units.Contains(row.Unit) || (row.Line is { } line && Lines.Contains(line));
}
