using System.Security.Claims;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.Records.Models;
using Training.Modules.Records.Queries;
using Training.Modules.Records.Services;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Records.Import;

/// <summary>Checks a file against the roster, the rules and the ledger; writes it as a whole or not at all.</summary>
public sealed class Importer(
    RecordScope scope, PeopleSearch people, Recorder recorder, ImportDoubles doubles, EvidenceLedger ledger, UnitOfWork unit, TimeProvider clock)
{
    /// <summary>Problems looked for; nobody mends more in one go.</summary>
    public const int ProblemsMax = 1_000;

    /// <summary>What importing would do. Reads only; a handful of queries, one more for each 500 people, with outside training three.</summary>
    public async Task<ImportPlan> PlanAsync(ClaimsPrincipal user, Sheet sheet, CancellationToken cancel)
    {
        var reader = new RowReader(sheet.Head);
        if (reader.Problems.Count > 0) return new(sheet.Rows.Count, 0, [], reader.Problems);
        var context = await recorder.ContextAsync(cancel);
        var numbers = sheet.Rows.Select(r => reader.Cell(r, ImportColumns.StaffNo)).Where(n => n.Length is > 0 and <= 30).ToHashSet();
        var known = (await people.ByNumbersAsync(scope.People(user), numbers, cancel)).ToDictionary(p => p.StaffNo);
        var same = await recorder.SameAsync(null, [.. known.Values.Select(p => p.Id)], cancel);

        var waivable = known.Count > 0 && sheet.Rows.Any(r => EntryKinds.Parse(reader.Cell(r, ImportColumns.Kind)) == EvidenceKind.Waived)
            ? await recorder.WaivableAsync([.. known.Values.Select(p => p.Id)], cancel) : null;

        var (entries, problems, duplicates) = (new List<ImportEntry>(), new List<ImportProblem>(), 0);
        foreach (var row in sheet.Rows)
        {
            if (problems.Count >= ProblemsMax) break;
            var before = problems.Count;
            var person = Person(user, row, reader, known, problems);
            if (reader.Draft(row, problems) is not { } draft) continue;
            if (!scope.May(user, draft.Kind)) Add(row, ImportColumns.Kind, RecordScope.RecognizeRefusal);
            var own = person is not null && waivable is not null ? context with { Waivable = waivable[person.Id] } : context;
            foreach (var problem in EntryRules.Check(draft, own)) Add(row, RowReader.ColumnOf(problem.Field), problem.Message);
            if (problems.Count > before || person is null) continue;
            // Twice in the file is once in the ledger, too.
            if (same.Add(EntryKey.Of(person.Id, draft))) entries.Add(new(row.Number, person.Id, draft));
            else duplicates++;
        }
        var found = await doubles.FindAsync(entries, cancel);
        problems.AddRange(found.Take(Math.Max(0, ProblemsMax - problems.Count)));
        var refused = found.Select(p => p.Row).ToHashSet();
        return new(sheet.Rows.Count, duplicates, [.. entries.Where(e => !refused.Contains(e.Row))], [.. problems.OrderBy(p => p.Row)]);

        void Add(SheetRow row, string column, string message) => problems.Add(new(row.Number, column, RowReader.Short(reader.Cell(row, column)), message));
    }

    /// <summary>Adds the rows of a plan that has no problem, within the caller's transaction; each person is looked at once afterwards.</summary>
    public Task WriteAsync(ClaimsPrincipal user, ImportPlan plan, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        RecordScope.DemandOthers(user, plan.Entries.Select(e => e.PersonId));
        var now = clock.UtcNow();
        var rows = new List<Evidence>(plan.Entries.Count);
        foreach (var entry in plan.Entries)
            rows.Add((entry.Draft with { Note = $"{entry.Draft.Note}（导入文件第 {entry.Row} 行）" }).ToEvidence(entry.PersonId, now, user.UserId()));
        await ledger.RecordManyAsync(rows, cancel);
    }, cancel);

    private static PickedPerson? Person(ClaimsPrincipal user, SheetRow row, RowReader reader, Dictionary<string, PickedPerson> known, List<ImportProblem> problems)
    {
        var number = reader.Cell(row, ImportColumns.StaffNo);
        if (known.GetValueOrDefault(number) is not { } person)
        {
            problems.Add(new(row.Number, ImportColumns.StaffNo, RowReader.Short(number), number.Length == 0 ? "请填工号。" : "你的范围内没有这个工号。请核对，或请所在街镇登记。"));
            return null;
        }
        if (RecordScope.IsOwn(user, person.Id))
        {
            problems.Add(new(row.Number, ImportColumns.StaffNo, RowReader.Short(number), RecordScope.OwnRefusal));
            return null;
        }
        var name = reader.Cell(row, ImportColumns.Name);
        if (name == person.Name) return person;
        problems.Add(new(row.Number, ImportColumns.Name, RowReader.Short(name), name.Length == 0 ? "请填姓名，用来核对工号。" : "姓名和工号对不上。请核对是哪一位。"));
        return null;
    }
}
