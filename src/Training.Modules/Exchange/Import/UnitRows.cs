using Microsoft.EntityFrameworkCore;
using Training.Modules.Exchange.Format;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Exchange.Import;

/// <summary>units.csv. Units that the site has already are brought up to date; those that are not in the file stay.</summary>
internal sealed class UnitRows(TenantDb db)
{
    public async Task WriteAsync(ImportState state, CancellationToken cancel)
    {
        var known = await db.Set<OrgUnit>().ToDictionaryAsync(u => u.Code, StringComparer.Ordinal, cancel);
        var parents = new Dictionary<string, (string? Code, int Number)>(StringComparer.Ordinal);
        var successors = new Dictionary<string, (string Code, int Number)>(StringComparer.Ordinal);
        foreach (var row in state.Read(FactFiles.Units))
        {
            var (code, name, kind) = (row.Text("code", 30), row.Text("name", 60), row.Word<OrgUnitKind>("kind"));
            var (parent, line) = (row.Optional("parent_code", 30), row.OptionalWord<Line>("line"));
            var (school, ended, into) = (row.OptionalWord<SchoolKind>("school_kind"), row.OptionalDay("ended_on"), row.Optional("merged_into", 30));
            var (started, recorded, endRecorded) = (row.OptionalDay("started_on"), row.OptionalMoment("recorded_at", state.Now), row.OptionalMoment("end_recorded_at", state.Now));
            if (ended < started) row.Fault("ended_on", "最后一天早于第一天，请核对。");
            if (code.Length > 0 && !parents.TryAdd(code, (parent, row.Number))) row.Fault("code", "这个代码前面已经有了，请留一行。");
            if (row.Good && kind == OrgUnitKind.District && known.Values.FirstOrDefault(u => u.Kind == OrgUnitKind.District && u.Code != code) is { } other)
                row.Fault("code", "一个站点只有一个区，已经有“{0}”（{1}）。请导入到没有单位的站点。", other.Name, other.Code);
            if (row.Good && known.TryGetValue(code, out var there) && there.Kind != kind) row.Fault("kind", "站点里 {0} 是 {1}，类型不能改。", code, there.Kind);
            if (!row.Good) continue;
            if (!known.TryGetValue(code, out var unit)) db.Add(known[code] = unit = new OrgUnit { Code = code, Name = name, Kind = kind });
            (unit.Name, unit.Line, unit.SchoolKind) = (name, line, school);
            (unit.StartedOn, unit.EndedOn, unit.RecordedUtc, unit.EndRecordedUtc) = (started, ended, recorded ?? unit.RecordedUtc, endRecorded);
            if (into is not null) successors[code] = (into, row.Number);
        }
        if (!state.Problems.Any) await db.SaveChangesAsync(cancel);
        foreach (var (code, unit) in known) state.Units[code] = unit;
        foreach (var (code, parent) in parents)
        {
            if (!known.TryGetValue(code, out var unit)) continue;
            if (Fault(unit, parent.Code, known) is { } message) state.Problems.Add(FactFiles.Units.Name, parent.Number, "parent_code", parent.Code ?? "", message);
            else unit.ParentId = parent.Code is null ? null : known[parent.Code].Id;
        }
        foreach (var (code, into) in successors)
            if (known.TryGetValue(into.Code, out var next) && into.Code != code) known[code].MergedIntoId = next.Id;
            else state.Problems.Add(FactFiles.Units.Name, into.Number, "merged_into", into.Code, "没有这个代码的单位，请核对或补上。");
        if (!state.Problems.Any) CheckCircles(state, parents);
        if (!state.Problems.Any) await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    /// <summary>unit_parents.csv: what units were part of before. What the site knew of that is replaced.</summary>
    public async Task WriteParentsAsync(ImportState state, CancellationToken cancel)
    {
        var rows = new List<UnitParent>();
        var seen = new HashSet<(int, DateOnly)>();
        foreach (var row in state.Read(FactFiles.UnitParents))
        {
            var (unit, parent, through, recorded) = (Known("unit_code"), Known("parent_code"), row.Day("through"), row.Moment("recorded_at", state.Now));
            if (row.Good && Fault(unit!, parent!.Code, state.Units) is { } message) row.Fault("parent_code", message);
            if (!row.Good) continue;
            // Units of this set get their ids only when it is written; until then nothing is asked of them.
            if (!state.Problems.Any && !seen.Add((unit!.Id, through))) row.Fault("through", "这个单位在这一天前面已经有了，请留一行。");
            if (!state.Problems.Any) rows.Add(new() { UnitId = unit!.Id, ParentId = parent!.Id, Through = through, RecordedUtc = recorded });

            OrgUnit? Known(string column)
            {
                var code = row.Text(column, 30);
                if (state.Units.TryGetValue(code, out var found)) return found;
                if (code.Length > 0) row.Fault(column, "没有这个代码的单位，请核对或补上。");
                return null;
            }
        }
        if (state.Problems.Any) return;
        await db.Set<UnitParent>().ExecuteDeleteAsync(cancel);
        db.AddRange(rows);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private static string? Fault(OrgUnit unit, string? parent, Dictionary<string, OrgUnit> known)
    {
        if (unit.Kind == OrgUnitKind.District) return parent is null ? null : "区没有上级，请留空。";
        if (parent is null) return "请写上级的代码。";
        if (!known.TryGetValue(parent, out var above)) return "没有这个代码的单位，请核对或补上。";
        return unit.Kind is OrgUnitKind.SubDistrict or OrgUnitKind.Zone && above.Kind != OrgUnitKind.District ? "街镇和园区的上级是区。" : null;
    }

    private static void CheckCircles(ImportState state, Dictionary<string, (string? Code, int Number)> parents)
    {
        foreach (var (code, parent) in parents)
        {
            var (at, steps) = (parent.Code, 0);
            while (at is not null && at != code && steps++ <= 20) at = parents.TryGetValue(at, out var above) ? above.Code : null;
            if (at is null) continue;
            state.Problems.Add(FactFiles.Units.Name, parent.Number, "parent_code", parent.Code!, "上级绕成了圈，请改正。");
            return;
        }
    }
}
