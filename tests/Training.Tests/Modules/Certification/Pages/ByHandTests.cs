using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;
using Training.Tests.Modules.Records;

namespace Training.Tests.Modules.Certification.Pages;

[Trait("Complaint", "15")]
public sealed class ByHandTests
{
    [Theory, OnBothDatabases]
    public async Task Complaint_15_certificates_that_rest_on_entries_by_hand_are_counted_separately_by_street(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (learned, entered, there) = (await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(TrainingRole.Teacher), await tenant.AddPersonAsync(TrainingRole.Teacher, street: tenant.XinhualuId));
        var staff = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        await tenant.RecordAllAsync(learned.Id, Ledger.Teacher);
        await tenant.RecordAllAsync(there.Id, Ledger.Teacher);
        await tenant.RecordAsync(entered.Id, "O02");
        await tenant.InScopeAsync(s => s.GetRequiredService<EvidenceLedger>().RecordAsync(new Evidence
        {
            PersonId = entered.Id, Kind = EvidenceKind.ModuleCompleted, Subject = "R03", EffectiveOn = tenant.Today, RecordedUtc = tenant.App.Clock.UtcNow(),
            RecordedByUserId = staff.UserId, Reason = "纸质记录补登。",
        }, default));
        // Entered, but nothing of the certificate rests on it.
        await tenant.InScopeAsync(s => s.GetRequiredService<EvidenceLedger>().RecordAsync(new Evidence
        {
            PersonId = learned.Id, Kind = EvidenceKind.SessionAttended, Subject = "2026-秋训-01", EffectiveOn = tenant.Today, RecordedUtc = tenant.App.Clock.UtcNow(),
            RecordedByUserId = staff.UserId, Reason = "参加“秋季岗前培训”，已签到。",
        }, default));

        using var officer = await tenant.SignedInAsync(staff);
        var rows = (await officer.PageAsync("console/certificates/by-hand")).QuerySelectorAll("tbody tr").Select(r => r.QuerySelectorAll("td").Select(d => d.TextContent).ToArray()).ToList();
        // Valid, by hand, then the kinds; completed modules come last.
        Assert.Contains(rows, r => r is ["2", "1", "0", "0", "0", "0", "0", "0", "1"]);
        Assert.Contains(rows, r => r is ["1", "0", ..]);
        using var civil = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        Assert.Empty((await civil.PageAsync("console/certificates/by-hand")).QuerySelectorAll("tbody tr"));
    }
}
