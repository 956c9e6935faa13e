using Training.Modules.Exchange.Format;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;

namespace Training.Modules.Exchange.Import;

/// <summary>assignments.csv, leaves.csv and exemptions.csv.</summary>
internal sealed class AssignmentRows(BulkInsert bulk)
{
    private static readonly string[] Columns =
    [
        nameof(RoleAssignment.Id), nameof(RoleAssignment.Ref), nameof(RoleAssignment.PersonId), nameof(RoleAssignment.Role), nameof(RoleAssignment.Line),
        nameof(RoleAssignment.SubDistrictId), nameof(RoleAssignment.WorkUnitId), nameof(RoleAssignment.Start), nameof(RoleAssignment.End),
        nameof(RoleAssignment.GrowthMentor), nameof(RoleAssignment.RecordedUtc), nameof(RoleAssignment.EndRecordedUtc),
    ];

    private static readonly string[] LeaveColumns =
        [nameof(Leave.AssignmentId), nameof(Leave.Kind), nameof(Leave.Start), nameof(Leave.End), nameof(Leave.RecordedUtc), nameof(Leave.EndRecordedUtc)];

    private static readonly string[] ExemptionColumns =
    [
        nameof(Exemption.AssignmentId), nameof(Exemption.Reason), nameof(Exemption.ApprovedBy), nameof(Exemption.Start), nameof(Exemption.End),
        nameof(Exemption.RecordedUtc), nameof(Exemption.EndRecordedUtc),
    ];

    /// <summary>The same duty of one person: two of them may not hold on one day.</summary>
    private readonly record struct Duty(long Person, TrainingRole Role, Line Line, int Street);

    public async Task WriteAsync(ImportState state, CancellationToken cancel)
    {
        var rows = new BulkRows<RoleAssignment>(bulk, Columns);
        var duties = new Dictionary<Duty, List<(DateOnly From, DateOnly Through)>>();
        foreach (var row in state.Read(FactFiles.Assignments))
        {
            var (id, person) = (row.Text("assignment_id", 40), state.Person(row));
            var (role, line) = (row.Word<TrainingRole>("role"), row.Word<Line>("line"));
            var street = Unit(state, row, "sub_district_code", row.Text("sub_district_code", 30), isPlace: true);
            var work = row.Optional("work_unit_code", 30) is { } code ? Unit(state, row, "work_unit_code", code, isPlace: false) : null;
            var (start, end) = Span(row, endRequired: false);
            var (mentor, recorded, ended) = (row.Flag("growth_mentor"), row.Moment("recorded_at", state.Now), row.OptionalMoment("end_recorded_at", state.Now));
            if (id.Length > 0 && !state.Assignments.TryAdd(id, state.Assignments.Count + 1)) row.Fault("assignment_id", "这个任职编号前面已经有了，请改成不同的。");
            if (!row.Good || person is not { } known || street is null) continue;
            var duty = new Duty(known.Id, role, line, street.Id);
            if (!duties.TryGetValue(duty, out var held)) duties[duty] = held = new(1);
            if (held.Exists(h => start <= h.Through && h.From <= (end ?? DateOnly.MaxValue)))
            {
                row.Fault("start", "同一人在同一街镇、条线、岗位的任职日期重叠了，请改起止日期或合成一行。");
                continue;
            }
            held.Add((start, end ?? DateOnly.MaxValue));
            if (!state.Problems.Any)
                await rows.AddAsync(cancel, state.Assignments[id], Ids.New(), known.Id, role.ToString(), line.ToString(), street.Id, work?.Id, start, end, mentor, recorded, ended);
        }
        if (!state.Problems.Any) await rows.FlushAsync(cancel);
    }

    public async Task WriteLeavesAsync(ImportState state, CancellationToken cancel)
    {
        var rows = new BulkRows<Leave>(bulk, LeaveColumns);
        foreach (var row in state.Read(FactFiles.Leaves))
        {
            var (assignment, kind, (start, end), recorded) = (Assignment(state, row), row.Word<LeaveKind>("kind"), Span(row, endRequired: false), row.Moment("recorded_at", state.Now));
            var ended = row.OptionalMoment("end_recorded_at", state.Now);
            if (row.Good && !state.Problems.Any) await rows.AddAsync(cancel, assignment, kind.ToString(), start, end, recorded, ended);
        }
        if (!state.Problems.Any) await rows.FlushAsync(cancel);
    }

    public async Task WriteExemptionsAsync(ImportState state, CancellationToken cancel)
    {
        var rows = new BulkRows<Exemption>(bulk, ExemptionColumns);
        foreach (var row in state.Read(FactFiles.Exemptions))
        {
            var (assignment, (start, end), recorded) = (Assignment(state, row), Span(row, endRequired: true), row.Moment("recorded_at", state.Now));
            var (reason, by, ended) = (row.Text("reason", 200), row.Text("approved_by", 50), row.OptionalMoment("end_recorded_at", state.Now));
            if (row.Good && !state.Problems.Any) await rows.AddAsync(cancel, assignment, reason, by, start, end!.Value, recorded, ended);
        }
        if (!state.Problems.Any) await rows.FlushAsync(cancel);
    }

    private static long Assignment(ImportState state, FactRow row)
    {
        var id = row.Text("assignment_id", 40);
        if (state.Assignments.TryGetValue(id, out var found)) return found;
        if (id.Length > 0) row.Fault("assignment_id", "assignments.csv 里没有这个任职编号，请核对或补上。");
        return 0;
    }

    private static OrgUnit? Unit(ImportState state, FactRow row, string column, string code, bool isPlace)
    {
        if (code.Length == 0) return null;
        if (!state.Units.TryGetValue(code, out var unit)) row.Fault(column, "没有这个代码的单位，请在 units.csv 里补上。");
        else if (isPlace != (unit.Kind is OrgUnitKind.District or OrgUnitKind.SubDistrict or OrgUnitKind.Zone))
            row.Fault(column, isPlace ? "这里要写街镇、园区或区的代码。" : "这里要写居民区、学校或机构的代码。");
        return unit;
    }

    private static (DateOnly Start, DateOnly? End) Span(FactRow row, bool endRequired)
    {
        var start = row.Day("start");
        DateOnly? end = endRequired ? row.Day("end") : row.OptionalDay("end");
        if (row.Good && end < start) row.Fault("end", "结束日期早于开始日期，请核对。");
        return (start, end);
    }
}
