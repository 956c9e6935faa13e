namespace Training.Modules.Courseware.Authoring;

/// <summary>Two texts side by side for a page; titles are already localized.</summary>
public sealed record DiffView(string LeftTitle, string RightTitle, IReadOnlyList<DiffRow> Rows)
{
    /// <summary>Unchanged lines that are shown before and after a change.</summary>
    public const int Context = 2;

    /// <summary>The rows near a change; null stands for a run of unchanged lines left out.</summary>
    public IReadOnlyList<DiffRow?> Folded()
    {
        var near = new bool[Rows.Count];
        for (var i = 0; i < Rows.Count; i++)
            if (Rows[i].Kind != DiffKind.Same)
                for (var j = Math.Max(0, i - Context); j <= Math.Min(Rows.Count - 1, i + Context); j++) near[j] = true;
        var folded = new List<DiffRow?>();
        for (var i = 0; i < Rows.Count; i++)
            if (near[i]) folded.Add(Rows[i]);
            else if (folded.Count == 0 || folded[^1] is not null) folded.Add(null);
        return folded;
    }
}
