using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Insights.Models;
using Training.Modules.Insights.Queries;
using Training.Modules.People.Models;
using Training.Modules.Reminders;
using Training.Modules.Reporting;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Platform.Security;
using Training.Platform.Settings;

namespace Training.Modules.Insights.Pages;

/// <summary>A role in the forecast as the reader is told it: lapses within each horizon, and seats for the chosen one.</summary>
public sealed record ForecastRole(TrainingRole Role, string Certified, IReadOnlyList<string> Lapses, string Seats, string Sessions);

/// <summary>到期预测: what lapses in 30, 60, 90 days by 街镇 and 岗位, and how many seats that takes.</summary>
[Authorize(ReportingPermissions.ViewRates)]
public sealed class ForecastModel(RatesFrame frame, ForecastReader reader, SettingsStore settings, PermissionTable permissions) : PageModel
{
    /// <summary>In place of a number of sessions that would tell how many seats a role needs.</summary>
    private const string Hidden = "＊";

    public RatesStart Start { get; private set; } = null!;
    public int Days { get; private set; } = 90;
    public DateOnly Day => Chosen.Day;
    public int SeatsPerSession { get; private set; }
    public bool SeatsRefused { get; private set; }
    public IReadOnlyList<ForecastRole> Roles { get; private set; } = [];
    public IReadOnlyList<TrainingRole> Columns => [.. Roles.Select(r => r.Role)];
    public bool MaySet => permissions.Has(User, ReportingPermissions.SetRates);
    public bool MayRemind => permissions.Has(User, RemindersPermissions.RemindPeople);
    public bool MaySetReminders => permissions.Has(User, RemindersPermissions.ManageReminders);

    /// <summary>Lapses of the district within each horizon, as the reader is told.</summary>
    public IReadOnlyList<string> Totals { get; private set; } = [];
    public string AllSeats { get; private set; } = "";

    /// <summary>Sessions are held by role, so they are counted by role; not told where those of a role are not, because one would follow.</summary>
    public string AllSessions { get; private set; } = "";

    /// <summary>Rows of the table of streets: a merged one stands there as long as somebody counts in it.</summary>
    public IReadOnlyList<OrgUnit> Streets => _forecast.Streets[At];

    public bool HidesAny { get; private set; }

    private Forecast _forecast = null!;
    private int At => Math.Max(0, LapseForecast.Horizons.ToList().IndexOf(Days));
    private LapseForecast Chosen => _forecast.Horizons[At];

    public async Task<IActionResult> OnGetAsync(int? days, int? seats, CancellationToken cancel)
    {
        if (await frame.OpenAsync(HttpContext, "forecast", "到期预测", cancel) is not { } start) return NotFound();
        Start = start;
        Days = days is { } d && LapseForecast.Horizons.Contains(d) ? d : 90;
        SeatsRefused = seats is { } typed && typed is < RateSettings.LeastSeats or > RateSettings.MostSeats;
        SeatsPerSession = seats is { } s && !SeatsRefused ? s : Math.Clamp((await settings.GetAsync<RateSettings>(cancel)).SeatsPerSession, RateSettings.LeastSeats, RateSettings.MostSeats);
        _forecast = await reader.ReadAsync(start, cancel);
        var line = start.Selection.Line;
        Totals = [.. _forecast.Horizons.Select(h => Told(h.Lapses(null, null, line), null, null, line))];
        Roles =
        [
            .. RoleFacts.All.Where(r => (line is null || r.LineOf() == line) && (_forecast.Certified[r].Count > 0 || Chosen.Seats(r, null) > 0 || _forecast.Horizons.Any(h => h.Lapses(null, r, null) > 0)))
                .Select(Row),
        ];
        AllSeats = Told(Chosen.Seats(null, line), null, null, line);
        AllSessions = Roles.Any(r => r.Sessions == Hidden) || AllSeats.StartsWith('<') || AllSeats == Hidden
            ? Hidden : RateWords.Number(Roles.Sum(r => LapseForecast.Sessions(Chosen.Seats(r.Role, null), SeatsPerSession)));
        return Page();
    }

    /// <summary>A cell of the chosen horizon; nulls = all.</summary>
    public string Cell(int? street, TrainingRole? role)
    {
        var line = role is null ? Start.Selection.Line : null;
        return Told(Chosen.Lapses(street, role, line), street, role, line) is var told && told == "0" ? "—" : told;
    }

    /// <summary>The list of names behind a cell of the chosen horizon.</summary>
    public string NamesAddress(OrgUnit? unit, TrainingRole? role) => ForecastPeopleModel.Address(Days, Start.Selection.Line, unit, role);

    public string Address(int days) => $"?days={days}&seats={SeatsPerSession}" + (Start.Selection.Line is { } line ? "&line=" + Slug.Of(line) : "");

    private ForecastRole Row(TrainingRole role)
    {
        var (certified, hiding) = _forecast.Certified[role];
        var seats = Chosen.Seats(role, null);
        var told = Told(seats, null, role, null);
        return new(role, RateWords.Number(certified, hiding), [.. _forecast.Horizons.Select(h => Told(h.Lapses(null, role, null), null, role, null))], told,
            told == RateWords.Number(seats) ? RateWords.Number(LapseForecast.Sessions(seats, SeatsPerSession)) : Hidden);
    }

    private string Told(int count, int? street, TrainingRole? role, Line? line)
    {
        var hiding = _forecast.Cells.Of(count, street, role, line);
        HidesAny |= hiding != Hiding.None;
        return RateWords.Number(count, hiding);
    }
}
