namespace Training.Modules.Submissions.Documents;

/// <summary>Cells in which two sets of figures differ: 任职口径 of each 街镇 × 条线 × 岗位, and 人头口径. A row that one of them lacks counts as zeros; a measure,
/// a row of people by 条线 or a row of 区本级 that older documents did not have is no difference. Pure.</summary>
public static class Differences
{
    public static IReadOnlyList<DocumentDifference> Between(ReportDocument before, IReadOnlyList<DocumentRow> rows, IReadOnlyList<DocumentRow> people)
    {
        var titles = before.Measures.ToDictionary(m => m.Key, m => m.Title);
        foreach (var (_, key, title) in Figures.Assignments.Concat(Figures.Persons)) titles[key] = title;
        var byLine = before.People.Any(r => r.Line is not null);
        var own = before.Format == ReportDocument.FirstFormat ? Figures.OwnCode(before.District.Code) : null;
        return [.. Between(before.Rows, [.. rows.Where(r => r.Unit != own)], titles), .. Between(before.People, [.. people.Where(r => byLine || r.Line is null)], titles)];
    }

    private static IEnumerable<DocumentDifference> Between(IReadOnlyList<DocumentRow> before, IReadOnlyList<DocumentRow> after, Dictionary<string, string> titles)
    {
        var told = before.SelectMany(r => r.Counts.Keys).ToHashSet();
        var (old, now) = (before.ToDictionary(Key), after.ToDictionary(Key));
        foreach (var key in old.Keys.Union(now.Keys).OrderBy(k => k.Unit, StringComparer.Ordinal).ThenBy(k => k.Role, StringComparer.Ordinal).ThenBy(k => k.Line, StringComparer.Ordinal))
        {
            var (a, b) = (old.GetValueOrDefault(key), now.GetValueOrDefault(key));
            var row = (b ?? a)!;
            foreach (var measure in (a?.Counts.Keys ?? []).Union(b?.Counts.Keys ?? []))
                if ((told.Count == 0 || told.Contains(measure)) && (a?[measure] ?? 0) != (b?[measure] ?? 0))
                    yield return new(row.Unit, row.UnitName, row.LineTitle, row.Role, row.RoleTitle, measure, titles.GetValueOrDefault(measure, measure), a?[measure] ?? 0, b?[measure] ?? 0);
        }
    }

    private static (string Unit, string? Line, string? Role) Key(DocumentRow row) => (row.Unit, row.Line, row.Role);
}
