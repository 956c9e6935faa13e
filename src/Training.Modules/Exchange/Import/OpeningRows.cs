using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.Exchange.Format;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Exchange.Import;

/// <summary>street_openings.csv, after what the site was told itself: of a role and 街镇 that both name, the set has the last word.</summary>
internal sealed class OpeningRows(TenantDb db, SchemeTable table)
{
    public async Task WriteAsync(ImportState state, CancellationToken cancel)
    {
        var openings = new List<StreetOpening>();
        foreach (var row in state.Read(FactFiles.StreetOpenings))
        {
            var (role, code, recorded) = (row.Word<TrainingRole>("role"), row.Text("sub_district_code", 30), row.Moment("recorded_at", state.Now));
            var (opens, always) = (row.OptionalDay("opens_on"), row.Flag("always"));
            if (always && opens is not null) row.Fault("always", "写了开放日，这一格就写 no 或留空。");
            if (!state.Units.TryGetValue(code, out var unit)) { if (code.Length > 0) row.Fault("sub_district_code", "没有这个代码的单位，请在 units.csv 里补上。"); }
            else if (unit.Kind is not (OrgUnitKind.SubDistrict or OrgUnitKind.Zone)) row.Fault("sub_district_code", "这里要写街镇或园区的代码。");
            if (row.Good && !state.Problems.Any)
                openings.Add(new() { Role = role, SubDistrictId = unit!.Id, OpensOn = always ? StreetOpening.Always : opens ?? StreetOpening.NotYet, RecordedUtc = recorded });
        }
        if (state.Problems.Any || openings.Count == 0) return;
        // One after the other: their order is what counts.
        foreach (var opening in openings)
        {
            db.Add(opening);
            await db.SaveChangesAsync(cancel);
        }
        db.ChangeTracker.Clear();
        table.Forget();
    }
}
