using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.Submissions.City;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Queries;
using Training.Modules.Submissions.Services;
using Training.Platform.Data;
using Training.Platform.Recipes;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Demo.Services;

/// <summary>
/// Recipe step <c>DemoReports</c>: reports of the last months, confirmed and submitted; the city accepted all but one, which it
/// returned; the newest month waits for the first street. Through the services of Submissions, as anybody would.
/// </summary>
internal sealed class DemoReportsStep(
    TenantDb db, ReportPeriods periods, ReportBoards boards, StreetConfirmations confirmations, ReportDesk desk, SettingsStore settings,
    IServiceScopeFactory scopes, TenantStore tenants, CurrentTenant current, TimeProvider clock) : IRecipeStep
{
    private const int Months = 3;

    public string Name => "DemoReports";

    public async Task RunAsync(JsonObject step, CancellationToken cancel)
    {
        var today = clock.Today();
        await settings.SetAsync(new ReportSettings { FirstDay = new DateOnly(today.Year, today.Month, 1).AddMonths(-Months) }, cancel);
        await periods.EnsureAsync(cancel);
        var all = (await periods.PageAsync(0, 20, cancel)).OrderBy(p => p.AsOf).ThenBy(p => p.Id).ToList();
        var newest = all.FindLast(p => p.Kind == PeriodKind.Month)!;
        var returned = all.FindLast(p => p.Kind != PeriodKind.Month) ?? all.FindLast(p => p.AsOf < newest.AsOf)!;
        foreach (var period in all)
        {
            await ConfirmAsync(period, period == newest ? 1 : 0, cancel);
            if (period == newest) continue;
            if (await desk.DraftAsync(period, cancel) is not { Obstacle: null } draft) continue;
            if (await desk.SubmitAsync(await ActorAsync(db, StaffRole.DistrictStaff, null, At(period, 6), cancel), period, draft.Number, draft.Board.Figures.Hash, null, cancel) is { } refusal)
                throw new RecipeException("DemoReports: " + refusal);
            await DecideAsync(period, period == returned, cancel);
        }
    }

    /// <param name="without">So many streets, the first ones, have not confirmed.</param>
    private async Task ConfirmAsync(ReportPeriod period, int without, CancellationToken cancel)
    {
        if (await boards.OfAsync(period, cancel) is not { } board) return;
        foreach (var street in board.Streets.Skip(without))
        {
            var by = await ActorAsync(db, StaffRole.SubDistrictStaff, street.Street.Id, At(period, 3), cancel);
            if (await confirmations.ConfirmAsync(by, period, street.Street.Id, street.FiguresHash, null, cancel) is { } refusal) throw new RecipeException("DemoReports: " + refusal);
        }
    }

    /// <summary>Nothing happens on an installation without a city's site.</summary>
    private async Task DecideAsync(ReportPeriod period, bool returned, CancellationToken cancel)
    {
        var district = current.Required.TenantId;
        if (tenants.Table.Tenants.FirstOrDefault(t => t is { IsDefault: true, State: TenantState.Running }) is not { } city) return;
        using var entered = current.Enter(city);
        await using var scope = scopes.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<TenantDb>();
        var report = await own.Set<CityReport>().AsNoTracking().SingleOrDefaultAsync(r => r.TenantId == district && r.PeriodKey == period.Key, cancel);
        if (report is null) return;
        await scope.ServiceProvider.GetRequiredService<CityDesk>().DecideAsync(await ActorAsync(own, StaffRole.CityStaff, null, At(period, 8), cancel), report,
            returned ? SubmissionState.Returned : SubmissionState.Accepted, returned ? "请核对教师的在岗名册，改好后再报。" : null, cancel);
    }

    private DateTime At(ReportPeriod period, int days)
    {
        var moment = ChinaTime.StartUtc(period.AsOf.AddDays(days)).AddHours(10);
        return moment < clock.UtcNow() ? moment : clock.UtcNow();
    }

    private static async Task<ReportActor> ActorAsync(TenantDb db, StaffRole role, int? street, DateTime utc, CancellationToken cancel)
    {
        var found = await (from g in db.Set<StaffGrant>()
                           join p in db.Set<Person>() on g.PersonId equals p.Id
                           where g.Role == role && g.SubDistrictId == street
                           orderby p.Id
                           select new { p.UserId, p.Name, p.StaffNo }).FirstOrDefaultAsync(cancel);
        return new(found?.UserId, found?.Name ?? "街镇经办人（示例）", found is null ? role.Title() : $"{role.Title()}（{found.StaffNo}）", utc);
    }
}
