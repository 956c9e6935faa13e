using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Review;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Platform.Security;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Services;

namespace Training.Tests.Modules.Certification.Review;

/// <summary>What two officers do together, without the pages.</summary>
internal static class TwoPersons
{
    public static async Task<ClaimsPrincipal> PrincipalAsync(this IServiceProvider services, TestPerson person)
    {
        var user = await services.GetRequiredService<UserManager<User>>().FindByIdAsync(person.UserId.ToString(CultureInfo.InvariantCulture));
        return await services.GetRequiredService<IUserClaimsPrincipalFactory<User>>().CreateAsync(user!);
    }

    public static async Task<CertificateHistory> HistoryAsync(this IServiceProvider services, string number)
    {
        var db = services.GetRequiredService<TenantDb>();
        var certificate = await db.Set<Certificate>().AsNoTracking().SingleAsync(c => c.Number == number);
        return new(certificate, await db.Set<CertificateEvent>().AsNoTracking().Where(e => e.CertificateId == certificate.Id).OrderBy(e => e.Id).ToListAsync());
    }

    public static Task<string?> ProposeAsync(
        this TestTenant tenant, TestPerson officer, string number, CertificateEventKind kind, DateOnly? on = null, string reason = "按规定处理，已核实", ReasonCode code = ReasonCode.Other) =>
        tenant.InScopeAsync(async s => await s.GetRequiredService<Proposals>().ProposeAsync(
            await s.PrincipalAsync(officer), await s.HistoryAsync(number), kind, code, on ?? tenant.Today, reason, CancellationToken.None));

    public static Task<string?> DecideAsync(this TestTenant tenant, TestPerson officer, string number, ProposalDecision decision = ProposalDecision.Confirmed, string note = "材料齐全") =>
        tenant.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<TenantDb>();
            var reference = await db.Set<CertificateProposal>().Where(p => p.OpenKey != null && db.Set<Certificate>().Any(c => c.Id == p.CertificateId && c.Number == number)).Select(p => p.Ref).SingleAsync();
            var principal = await s.PrincipalAsync(officer);
            var open = await s.GetRequiredService<Proposals>().FindAsync(principal, reference, CancellationToken.None);
            return await s.GetRequiredService<Proposals>().DecideAsync(principal, open!, decision, note, CancellationToken.None);
        });

    /// <summary>Proposed by one, confirmed by another.</summary>
    public static async Task<(TestPerson Proposer, TestPerson Decider)> ActAsync(
        this TestTenant tenant, string number, CertificateEventKind kind, string reason = "按规定处理，已核实", DateOnly? on = null)
    {
        var (one, other) = (await tenant.AddStaffAsync(StaffRole.DistrictStaff), await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        Assert.Null(await tenant.ProposeAsync(one, number, kind, on, reason));
        Assert.Null(await tenant.DecideAsync(other, number));
        return (one, other);
    }

    /// <summary>Somebody with a certificate and with the next one, issued already: the window was opened early.</summary>
    public static async Task<(TestPerson Holder, Certificate First, Certificate Next)> RenewedAsync(this TestTenant tenant)
    {
        var (holder, officer) = (await tenant.AddPersonAsync(TrainingRole.ChildDirector), await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        await tenant.RecordAllAsync(holder.Id, Ledger.Director, tenant.Today.AddDays(-60));
        Assert.Null(await tenant.InScopeAsync(async s => await s.GetRequiredService<EarlyRenewal>().OpenAsync(
            await s.PrincipalAsync(officer), holder.Id, TrainingRole.ChildDirector, "区里集中培训", CancellationToken.None)));
        await tenant.RecordAllAsync(holder.Id, ["O02", "R03"]);
        var own = (await tenant.CertificatesAsync()).FindAll(c => c.PersonId == holder.Id);
        Assert.Equal(2, own.Count);
        Assert.Equal(own[0].ValidThrough.AddDays(1), own[1].ValidFrom);
        return (holder, own[0], own[1]);
    }

    /// <summary>Messages to one account, in the order in which they were sent.</summary>
    public static Task<List<StoredNotice>> NoticesAsync(this TestTenant tenant, TestPerson person) => tenant.InScopeAsync(s =>
        s.GetRequiredService<TenantDb>().Set<StoredNotice>().AsNoTracking().Where(n => n.UserId == person.UserId && n.Key.StartsWith("certificate-")).OrderBy(n => n.Id).ToListAsync());
}
