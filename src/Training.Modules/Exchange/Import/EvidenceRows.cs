using Training.Modules.Exchange.Format;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;

namespace Training.Modules.Exchange.Import;

/// <summary>evidence.csv, and completions.csv: a completion that does not follow from evidence becomes a row of the ledger of its own kind.</summary>
internal sealed class EvidenceRows(BulkInsert bulk)
{
    private static readonly string[] Columns =
    [
        nameof(Evidence.Id), nameof(Evidence.Ref), nameof(Evidence.PersonId), nameof(Evidence.Kind), nameof(Evidence.Subject), nameof(Evidence.Hours),
        nameof(Evidence.Category), nameof(Evidence.Level), nameof(Evidence.Topic), nameof(Evidence.Score), nameof(Evidence.EffectiveOn),
        nameof(Evidence.RecordedUtc), nameof(Evidence.ContentVersionId), nameof(Evidence.Reason), nameof(Evidence.SupersedesId),
    ];

    public async Task WriteAsync(ImportState state, CancellationToken cancel)
    {
        var rows = new BulkRows<Evidence>(bulk, Columns);
        // Only rows that are corrected have a name of their own.
        var named = new Dictionary<string, (long Id, long Person, bool Corrected)>(StringComparer.Ordinal);
        foreach (var row in state.Read(FactFiles.Evidence))
        {
            var (id, person) = (++state.LastEvidence, state.Person(row));
            var (name, kind, subject) = (row.Optional("evidence_id", 40), row.Word<EvidenceKind>("kind"), row.Text("subject", 40));
            var (hours, score, on) = (row.OptionalAmount("hours", 9_999) ?? 0, row.OptionalNumber("score", 0, 100), row.Day("effective_on"));
            var (category, level, topic) = (row.Optional("category", 40), row.Optional("level", 40), row.Optional("topic", 40));
            var (version, reason, recorded) = (row.Optional("content_version", Ids.Length), row.Text("reason", 200), row.Moment("recorded_at", state.Now));
            if (row.Good && on > state.Today) row.Fault("effective_on", "日期在将来，请核对。");
            var superseded = Superseded(row, person?.Id ?? 0, named);
            if (name is not null && !named.TryAdd(name, (id, person?.Id ?? 0, false))) row.Fault("evidence_id", "这个编号前面已经有了，请改成不同的。");
            if (row.Good && !state.Problems.Any)
                await rows.AddAsync(cancel, id, Ids.New(), person!.Value.Id, kind.ToString(), subject, hours, category, level, topic, score, on, recorded, version, reason, superseded);
        }
        if (!state.Problems.Any) await rows.FlushAsync(cancel);
    }

    public async Task WriteCompletionsAsync(ImportState state, CancellationToken cancel)
    {
        var rows = new BulkRows<Evidence>(bulk, Columns);
        var seen = new HashSet<(long, TrainingRole, DateOnly)>();
        foreach (var row in state.Read(FactFiles.Completions))
        {
            var (person, role, version) = (state.Person(row), row.Word<TrainingRole>("role"), row.Whole("scheme_version", 1, 9_999));
            var (on, through) = (row.Day("completed_on"), row.OptionalDay("valid_through"));
            var (follows, recorded) = (row.Flag("from_evidence"), row.Moment("recorded_at", state.Now));
            var scheme = state.Scheme(row, role, version);
            if (row.Good && on > state.Today) row.Fault("completed_on", "日期在将来，请核对。");
            if (row.Good && !seen.Add((person!.Value.Id, role, on))) row.Fault("completed_on", "同一人同一岗位这一天前面已经有了，请留一行。");
            if (row.Good && !follows && !scheme!.Rules.IsBroughtAlong)
                row.Fault("scheme_version", "这一版方案要有学习记录才算完成。请在 evidence.csv 里写出来，或在 schemes.csv 里加一版不写 rules 的方案，用于原系统的时期。");
            if (row.Good && through is not null && through != scheme!.Rules.Validity.Through(on))
                row.Fault("valid_through", "按这一版方案的有效期，应为 {0}。请改，或留空。", Cells.Of(scheme.Rules.Validity.Through(on)));
            if (!row.Good) continue;
            state.Completions.Add(new(person!.Value.Id, role, version, on, through, row.Number));
            if (!follows && !state.Problems.Any)
                await rows.AddAsync(cancel, ++state.LastEvidence, Ids.New(), person.Value.Id, nameof(EvidenceKind.RoleCompleted), role.Code(), 0m, null, null, null, null,
                    on, recorded, null, "原系统的完成记录，随历史数据导入。", null);
        }
        if (!state.Problems.Any) await rows.FlushAsync(cancel);
    }

    private static long? Superseded(FactRow row, long person, Dictionary<string, (long Id, long Person, bool Corrected)> named)
    {
        if (row.Optional("supersedes", 40) is not { } name) return null;
        if (!named.TryGetValue(name, out var old)) row.Fault("supersedes", "前面没有这个编号的记录。更正要写在被更正的后面。");
        else if (old.Person != person) row.Fault("supersedes", "更正的是另一个人的记录，请核对。");
        else if (old.Corrected) row.Fault("supersedes", "这条记录已经更正过一次，请更正最后那一条。");
        else named[name] = old with { Corrected = true };
        return old.Id;
    }
}
