using System.Globalization;
using Training.Modules.Submissions.City;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.Services;

/// <summary>
/// Each morning: in a district opens periods that are due and tells who has to do something; on the city's site fetches submissions
/// and hands over decisions that a killed process left. All of it is computed from the state of the day.
/// </summary>
internal sealed class ReportsDaily(ReportPeriods periods, ReportNotices notices, CityDesk city, UnitOfWork unit, CurrentTenant tenant) : IRecurringJob
{
    private const int FirstHour = 8;

    public string Name => "reports.daily";
    public string Title => "报表报送：开期和催办";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.Hour < FirstHour ? null : DateOnly.FromDateTime(chinaNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        if (tenant.Required.IsDefault)
        {
            // It writes with connections of its own, which would wait for this step's transaction.
            await unit.AfterCommitAsync(() => city.SyncAsync(cancel));
            return new(state, 1, 1, true);
        }
        await periods.EnsureAsync(cancel);
        var told = await notices.SendAsync(cancel);
        return new(state, told, told, true, told > 0 ? $"催办 {told} 条。" : null);
    }
}
