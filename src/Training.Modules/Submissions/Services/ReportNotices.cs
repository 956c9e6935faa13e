using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Queries;
using Training.Platform.Data;
using Training.Platform.Notifications;

namespace Training.Modules.Submissions.Services;

/// <summary>
/// Two days before a deadline and once when it has passed: streets that have not confirmed, the district that has not submitted.
/// Keys make each notice once only; whoever has done it is told nothing. Within the site, no mails.
/// </summary>
public sealed class ReportNotices(TenantDb db, ReportBoards boards, INotifier notifier, TimeProvider clock)
{
    private const int DaysBefore = 2;

    /// <summary>Deadlines that are longer ago are no news.</summary>
    private const int NewsDays = 30;

    private const int MostPeriods = 12, MostStaff = 1000;

    private sealed record Officer(long UserId, StaffRole Role, int? SubDistrictId);

    /// <returns>Notices handed over; some of them may have been told before.</returns>
    public async Task<int> SendAsync(CancellationToken cancel)
    {
        var today = clock.Today();
        var (from, through) = (today.AddDays(-NewsDays), today.AddDays(DaysBefore));
        var periods = await db.Set<ReportPeriod>().AsNoTracking()
            .Where(p => p.AsOf >= from.AddDays(-ReportSettings.MaxDays) && p.SubmitBy >= from && p.ConfirmBy <= through).OrderBy(p => p.SubmitBy).ThenBy(p => p.Id).Take(MostPeriods).ToListAsync(cancel);
        if (periods.Count == 0) return 0;
        var staff = await (from g in db.Set<StaffGrant>()
                           join p in db.Set<Person>() on g.PersonId equals p.Id
                           where p.UserId != null && (g.Role == StaffRole.SubDistrictStaff || g.Role == StaffRole.DistrictStaff)
                           orderby p.UserId
                           select new Officer(p.UserId!.Value, g.Role, g.SubDistrictId)).Take(MostStaff).ToListAsync(cancel);
        var notices = new List<Notice>();
        foreach (var period in periods)
        {
            if (await boards.OfAsync(period, cancel) is not { } board || !board.IsOpen) continue;
            var address = "/console/reports/" + period.Key;
            if (period.ConfirmBy <= through && period.ConfirmBy >= from)
                foreach (var officer in staff.Where(o => o.Role == StaffRole.SubDistrictStaff && o.SubDistrictId is not null))
                    if (board.Of(officer.SubDistrictId!.Value) is { State: not ConfirmationState.Confirmed } street)
                        notices.Add(new(officer.UserId, $"report-confirm:{period.Key}:{officer.SubDistrictId}:{Stage(period.ConfirmBy, today)}",
                            period.ConfirmBy < today ? $"{period.Key} 的报表过了确认期限" : $"请确认 {period.Key} 的报表",
                            $"{street.Street.Name} {period.Key} 的数据{(street.State == ConfirmationState.Changed ? "确认后有变，请再确认一次" : "还没有确认")}，期限 {Day(period.ConfirmBy)}。", address, ByEmail: false));
            if (period.SubmitBy <= through && period.SubmitBy >= from)
                foreach (var officer in staff.Where(o => o.Role == StaffRole.DistrictStaff))
                    notices.Add(new(officer.UserId, $"report-submit:{period.Key}:{board.Latest?.Number ?? 0}:{Stage(period.SubmitBy, today)}",
                        period.SubmitBy < today ? $"{period.Key} 的报表过了报送期限" : $"请报送 {period.Key} 的报表",
                        $"{period.Key} 的报表{(board.Latest is null ? "还没有报送" : "被市级退回，还没有重新报送")}，期限 {Day(period.SubmitBy)}。", address, ByEmail: false));
        }
        if (notices.Count > 0) await notifier.NotifyAsync(notices, cancel);
        return notices.Count;
    }

    private static string Stage(DateOnly by, DateOnly today) => by < today ? "late" : "due";

    private static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日");
}
