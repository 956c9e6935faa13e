using Microsoft.EntityFrameworkCore;
using Training.Modules.Learning.Models;
using Training.Modules.Records.Outside;
using Training.Platform.Data;

namespace Training.Modules.Records.Import;

/// <summary>
/// Rows of outside training that may be one that is known already. Nobody looks at each row of a file as whoever recognises a
/// declaration does, so the row itself has to say that it is another.
/// </summary>
public sealed class ImportDoubles(TenantDb db)
{
    /// <summary>Words in 说明 behind which it stands why the row is another training.</summary>
    public const string Apart = "不是重复";

    private const string How = "，可能是同一场。是同一场就删去这一行；不是，请在“说明”里写“不是重复：”和理由。";
    private const string InLedger = "学习记录里已经有同一天的培训" + How;
    private const string Declared = "学员申报过日期重叠、名称相近的培训" + How;
    private const string InFile = "文件里另有一行日期相同、名称相近" + How;

    /// <summary>One problem for each such row. Two queries for each 500 people with outside training in the file.</summary>
    /// <param name="entries">Rows that have no other problem and do not count already.</param>
    public async Task<IReadOnlyList<ImportProblem>> FindAsync(IReadOnlyList<ImportEntry> entries, CancellationToken cancel)
    {
        var asked = entries.Where(e => e.Draft.Kind == EvidenceKind.OutsideTraining && !SaysApart(e.Draft.Note)).ToList();
        if (asked.Count == 0) return [];
        var (declared, counting) = await KnownAsync(asked.Select(e => e.PersonId).Distinct(), cancel);
        var others = entries.Where(e => e.Draft.Kind is EvidenceKind.OutsideTraining or EvidenceKind.SessionAttended).ToLookup(e => (e.PersonId, e.Draft.On));
        var problems = new List<ImportProblem>();
        foreach (var entry in asked)
        {
            var known = PossibleDuplicate.Of(entry.Draft, declared[entry.PersonId], counting[entry.PersonId]);
            var message = known.Count > 0 ? known[0].Why == PossibleDuplicate.InLedger ? InLedger : Declared
                : others[(entry.PersonId, entry.Draft.On)].Any(o => IsDouble(entry, o)) ? InFile : null;
            if (message is not null) problems.Add(new(entry.Row, ImportColumns.Note, RowReader.Short(entry.Draft.Note), message));
        }
        return problems;
    }

    /// <summary>Of two rows of outside training the second one is asked.</summary>
    private static bool IsDouble(ImportEntry entry, ImportEntry other) =>
        (other.Row < entry.Row || other.Draft.Kind == EvidenceKind.SessionAttended) && PossibleDuplicate.IsAlike(entry.Draft.Title, other.Draft.Title);

    private static bool SaysApart(string note) => note.IndexOf(Apart, StringComparison.Ordinal) is >= 0 and var at
        && note[(at + Apart.Length)..].Trim(' ', '：', ':', '，', '。').Length >= OutsideRules.DecisionMin;

    private async Task<(ILookup<long, OutsideTraining> Declared, ILookup<long, Evidence> Counting)> KnownAsync(IEnumerable<long> people, CancellationToken cancel)
    {
        var (declared, counting) = (new List<OutsideTraining>(), new List<Evidence>());
        foreach (var portion in people.Chunk(500))
        {
            declared.AddRange(await db.Set<OutsideTraining>().AsNoTracking().Where(o => portion.Contains(o.PersonId) && o.State != OutsideState.Returned).ToListAsync(cancel));
            counting.AddRange(await db.Set<Evidence>().AsNoTracking()
                .Where(e => portion.Contains(e.PersonId) && (e.Kind == EvidenceKind.OutsideTraining || e.Kind == EvidenceKind.SessionAttended)
                    && !db.Set<Evidence>().Any(c => c.SupersedesId == e.Id)).ToListAsync(cancel));
        }
        return (declared.ToLookup(o => o.PersonId), counting.ToLookup(e => e.PersonId));
    }
}
