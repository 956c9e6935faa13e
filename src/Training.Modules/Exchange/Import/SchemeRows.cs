using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Services;
using Training.Modules.Exchange.Format;
using Training.Modules.People.Models;
using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Modules.Exchange.Import;

/// <summary>
/// schemes.csv and module_updates.csv. What the site has by its set-up is replaced as a whole: nobody has been certified by it.
/// Without the file the site's own versions stay.
/// </summary>
internal sealed class SchemeRows(TenantDb db, SchemeTable table, AppData appData)
{
    /// <summary>In the column rules: those that the program ships for the role.</summary>
    private const string Shipped = "shipped";

    public async Task WriteAsync(ImportState state, CancellationToken cancel)
    {
        if (!state.Source.Has(FactFiles.Schemes.Name))
        {
            await KeepAsync(state, cancel);
            return;
        }
        var schemes = new List<CertificationScheme>();
        foreach (var row in state.Read(FactFiles.Schemes))
        {
            var (role, version, title) = (row.Word<TrainingRole>("role"), row.Whole("version", 1, 9_999), row.Text("title", 80));
            var (from, through) = (row.Day("effective_from"), row.OptionalDay("effective_through"));
            var (source, recorded) = (row.Optional("source", 64), row.OptionalMoment("recorded_at", state.Now));
            if (row.Good && CertificateWording.Problem(title) is { } wording) row.Fault("title", wording);
            if (row.Good && through < from) row.Fault("effective_through", "结束日期早于开始日期，请核对。");
            if (row.Good && schemes.FindLast(s => s.Role == role) is { } before)
            {
                if (before.Version >= version) row.Fault("version", "同一岗位的版本要从小到大写，不能重复。");
                else if (before.EffectiveThrough is null || before.EffectiveThrough >= from) row.Fault("effective_from", "上一版要先结束，下一版才能开始。");
            }
            if (!row.Good || Rules(row, role) is not { } rules || !row.Good) continue;
            schemes.Add(new CertificationScheme
            {
                Role = role, Version = version, Title = title, EffectiveFrom = from, EffectiveThrough = through,
                RulesJson = SchemeRulesJson.Write(rules), SourceHash = source ?? "facts", RecordedUtc = recorded,
            });
        }
        if (state.Problems.Any) { Know(state, schemes); return; }
        await db.Set<CertificationScheme>().ExecuteDeleteAsync(cancel);
        db.AddRange(schemes);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        Know(state, schemes);
        table.Forget();
    }

    public async Task WriteUpdatesAsync(ImportState state, CancellationToken cancel)
    {
        if (!state.Source.Has(FactFiles.ModuleUpdates.Name)) return;
        var (forced, major) = (new List<ForcedUpdate>(), new List<MajorEdition>());
        foreach (var row in state.Read(FactFiles.ModuleUpdates))
        {
            var (kind, module, on) = (row.Word<UpdateKind>("kind"), row.Text("module_code", 10), row.Day("announced_on"));
            var (note, recorded) = (row.Text("note", ForcedUpdate.ReasonMax), row.Moment("recorded_at", state.Now));
            var days = kind == UpdateKind.Forced ? row.Whole("days", ForcedUpdate.DaysMin, ForcedUpdate.DaysMax) : 0;
            var lines = Lines(row);
            if (row.Good && (kind == UpdateKind.Forced ? forced.Exists(f => f.ModuleCode == module && f.AnnouncedOn == on && f.Overlaps(lines)) : major.Exists(m => m.ModuleCode == module && m.PublishedOn == on)))
                row.Fault("announced_on", "这个模块这一天前面已经有了，请留一行。");
            if (!row.Good) continue;
            if (kind == UpdateKind.Forced) forced.Add(new() { ModuleCode = module, AnnouncedOn = on, Days = days, Reason = note, Lines = ForcedUpdate.Pack(lines), RecordedUtc = recorded });
            else major.Add(new() { ModuleCode = module, PublishedOn = on, Note = note, RecordedUtc = recorded });
        }
        if (state.Problems.Any) return;
        await db.Set<ForcedUpdate>().ExecuteDeleteAsync(cancel);
        await db.Set<MajorEdition>().ExecuteDeleteAsync(cancel);
        db.AddRange(forced);
        db.AddRange(major);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        table.Forget();
    }

    /// <summary>Names of lines with commas between; empty = all.</summary>
    private static List<Line> Lines(FactRow row)
    {
        var lines = new List<Line>();
        foreach (var word in row.Raw("lines").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (Enum.GetNames<Line>().Contains(word)) lines.Add(Enum.Parse<Line>(word));
            else row.Fault("lines", "条线写成其中几个，中间用逗号：{0}。", string.Join(", ", Enum.GetNames<Line>()));
        return lines;
    }

    private async Task KeepAsync(ImportState state, CancellationToken cancel) =>
        Know(state, await db.Set<CertificationScheme>().AsNoTracking().OrderBy(s => s.Id).ToListAsync(cancel));

    private static void Know(ImportState state, IReadOnlyList<CertificationScheme> schemes)
    {
        foreach (var s in schemes) state.Schemes[(s.Role, s.Version)] = new(s.Id, s.Title, SchemeRulesJson.Read(s.RulesJson));
    }

    /// <summary>Null where the cells do not make rules.</summary>
    private SchemeRules? Rules(FactRow row, TrainingRole role)
    {
        var (unit, count, hours) = (row.OptionalWord<ValidityUnit>("validity_unit"), row.OptionalNumber("validity_count", 0, 120), row.OptionalAmount("hours", 1_000));
        var text = row.Raw("rules");
        if (text.Length == 0)
        {
            if (unit is null || count is null) row.Fault("validity_count", "没有写 rules 的方案只认完成记录，要写有效期的单位和长度。");
            else if (count == 0 && unit != ValidityUnit.EndOfYear) row.Fault("validity_count", "有效期只有 EndOfYear 可以写 0，其他单位写 1 到 120。");
            return row.Good ? SchemeRules.BroughtAlong(role, new Validity { Unit = unit!.Value, Count = count!.Value, Basis = Basis.DistrictRule }, hours ?? 0) : null;
        }
        if ((text == Shipped ? OfProgram(row, role) : OfJson(row, text)) is not { } rules) return null;
        if (unit is not null && unit != rules.Validity.Unit) row.Fault("validity_unit", "和 rules 里写的不一样。两处写一样，或这一格留空。");
        if (count is not null && count != rules.Validity.Count) row.Fault("validity_count", "和 rules 里写的不一样。两处写一样，或这一格留空。");
        if (hours is not null && hours != rules.Hours) row.Fault("hours", "和 rules 里写的不一样。两处写一样，或这一格留空。");
        return rules;
    }

    private SchemeRules? OfProgram(FactRow row, TrainingRole role)
    {
        if (SchemeReader.ReadAll(appData.Content, new ContentReport()).FirstOrDefault(f => f.Role == role) is { } file) return file.ToRules();
        row.Fault("rules", "平台没有这个岗位的方案，请写出 rules，或留空。");
        return null;
    }

    private static SchemeRules? OfJson(FactRow row, string text)
    {
        try
        {
            var rules = SchemeRulesJson.Read(text);
            var fault = RuleCheck.Of(rules.Requirements).Concat(rules.Renewal.Paths.SelectMany(p => RuleCheck.Of(p.Requirements))).FirstOrDefault();
            if (fault is null && rules.Validity is { IsPossible: true, Count: >= 0 and <= 120 } && rules.TransitionMonths is >= 0 and <= 120
                && rules.Renewal is { OpensDaysBefore: >= 0 and <= 36_500, ClosesDaysAfter: >= 0 and <= 36_500 }) return rules;
            row.Fault("rules", fault is null ? "rules 里有的数超出范围，请核对有效期、过渡期和续证窗口。" : "rules 写得不对：{0} {1}", fault?.Path ?? "", fault?.Message ?? "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException or ArgumentException or NullReferenceException)
        {
            row.Fault("rules", "rules 不是方案的 JSON。请从导出的文件里照抄，或留空。");
        }
        return null;
    }
}

/// <summary>What was announced about a module.</summary>
internal enum UpdateKind { Forced, Major }
