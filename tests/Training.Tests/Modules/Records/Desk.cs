using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.Records.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Records;

/// <summary>The entry desk in the browser.</summary>
internal static class Desk
{
    public const string New = "console/records/new";

    public static async Task<HttpClient> OfficerAsync(this TestTenant tenant) => await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));

    /// <summary>Staff of 华阳路街道.</summary>
    public static async Task<HttpClient> StreetAsync(this TestTenant tenant) =>
        await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.HuayangluId));

    /// <summary>Fields of a session with everything right.</summary>
    public static (string, string)[] Session(TestTenant tenant, params (string Name, string Value)[] other) =>
    [
        .. new (string Name, string Value)[]
        {
            ("do", "record"), ("kind", "SessionAttended"), ("subject", "2026-秋训-01"), ("title", "秋季岗前培训"), ("hours", "3"),
            ("on", tenant.Today.AddDays(-3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("note", "签到表原件在街镇存档"),
        }.Where(f => other.All(o => o.Name != f.Name)),
        .. other,
    ];

    public static async Task<HttpResponseMessage> RecordAsync(this HttpClient officer, TestTenant tenant, params (string, string)[] other) =>
        await officer.SubmitAsync(await officer.PageAsync(New), "#entry", Session(tenant, other));

    /// <summary>Sends what no form of the page offers.</summary>
    public static async Task<HttpResponseMessage> ForceAsync(this HttpClient officer, string address, params (string Name, string Value)[] fields)
    {
        var token = (await officer.PageAsync(New)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await officer.PostAsync(address, new FormUrlEncodedContent(
            fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Prepend(KeyValuePair.Create("__RequestVerificationToken", token))));
    }

    /// <summary>What is said to whoever enters or decides for the own person.</summary>
    public const string NotForOneself = "不能给自己登记、更正或认定，请另一位同事来办";

    public static Task<List<Evidence>> LedgerAsync(this TestTenant tenant, long personId) => tenant.InScopeAsync(services =>
        services.GetRequiredService<TenantDb>().Set<Evidence>().AsNoTracking().Where(e => e.PersonId == personId).OrderBy(e => e.Id).ToListAsync());

    public static Task<List<string>> AuditAsync(this TestTenant tenant, string category) => tenant.InScopeAsync(services =>
        services.GetRequiredService<TenantDb>().Set<Training.Platform.AuditTrail.AuditEvent>().Where(a => a.Category == category).OrderBy(a => a.Id).Select(a => a.Name + " " + a.Summary).ToListAsync());

    public static Chain ChainOf(this IEnumerable<Evidence> ledger) => Assert.Single(Chain.All(ledger));

    public static async Task<string> TextAsync(this HttpResponseMessage response) => (await response.DocumentAsync()).QuerySelector("main")!.TextContent;
}
