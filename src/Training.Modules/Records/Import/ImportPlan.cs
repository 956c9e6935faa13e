using Training.Modules.Learning.Models;
using Training.Modules.Records.Models;

namespace Training.Modules.Records.Import;

/// <summary>Something wrong in a file.</summary>
/// <param name="Row">As a spreadsheet counts; 1 = the heading.</param>
/// <param name="Value">What stands there, shortened.</param>
/// <param name="Message">What is wrong and what to do, in Chinese.</param>
public sealed record ImportProblem(int Row, string Column, string Value, string Message);

/// <summary>A row that may be taken.</summary>
public sealed record ImportEntry(int Row, long PersonId, EntryDraft Draft);

/// <summary>What importing a file would do; nothing has been written.</summary>
/// <param name="Total">Rows below the heading.</param>
/// <param name="Duplicates">Rows that count already, or stand twice in the file.</param>
/// <param name="Entries">Rows that are new.</param>
public sealed record ImportPlan(int Total, int Duplicates, IReadOnlyList<ImportEntry> Entries, IReadOnlyList<ImportProblem> Problems)
{
    /// <summary>Everything or nothing: a file with a fault is not imported.</summary>
    public bool CanApply => Problems.Count == 0 && Entries.Count > 0;

    public int People => Entries.Select(e => e.PersonId).Distinct().Count();

    public int RowsWithProblems => Problems.Select(p => p.Row).Distinct().Count();

    public IEnumerable<(EvidenceKind Kind, int Rows, decimal Hours)> ByKind =>
        Entries.GroupBy(e => e.Draft.Kind).OrderBy(g => g.Key).Select(g => (g.Key, g.Count(), g.Sum(e => e.Draft.Hours)));
}
