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
using Training.Modules.Reporting.Queries;
using Training.Platform.Security;
using Training.Platform.Settings;

namespace Training.Modules.Insights.Pages;

/// <summary>A role in the forecast: lapses within each horizon, and seats for the chosen one.</summary>
public sealed record ForecastRole(TrainingRole Role, int Certified, IReadOnlyList<string> Lapses, string Seats, string Sessions);

/// <summary>到期预测: what lapses in 30, 60, 90 days by 街镇 and 岗位, and how many seats that takes.</summary>
[Authorize(ReportingPermissions.ViewRates)]
public sealed class ForecastModel(RatesFrame frame, RateQuery rates, SettingsStore settings, PermissionTable permissions) : PageModel
{
    public RatesStart Start { get; private set; } = null!;
    public int Days { get; private set; } = 90;
    public DateOnly Day { get; private set; }
    public int SeatsPerSession { get; private set; }
    public bool SeatsRefused { get; private set; }
    public IReadOnlyList<ForecastRole> Roles { get; private set; } = [];
    public IReadOnlyList<TrainingRole> Columns => [.. Roles.Select(r => r.Role)];
    public bool MaySet => permissions.Has(User, ReportingPermissions.SetRates);
    public bool MayRemind => permissions.Has(User, RemindersPermissions.RemindPeople);
    public bool MaySetReminders => permissions.Has(User, RemindersPermissions.ManageReminders);

    /// <summary>Lapses of the district within each horizon, as the reader is told.</summary>
    public IReadOnlyList<string> Totals { get; private set; } = [];

    private readonly List<(LapseForecast Forecast, SmallCells Small)> _horizons = [];
    private int Chosen => Math.Max(0, LapseForecast.Horizons.ToList().IndexOf(Days));

    public async Task<IActionResult> OnGetAsync(int? days, int? seats, CancellationToken cancel)
    {
        if (await frame.OpenAsync(HttpContext, "forecast", "到期预测", cancel) is not { } start) return NotFound();
        Start = start;
        Days = days is { } d && LapseForecast.Horizons.Contains(d) ? d : 90;
        SeatsRefused = seats is { } typed && typed is < RateSettings.LeastSeats or > RateSettings.MostSeats;
        SeatsPerSession = seats is { } s && !SeatsRefused ? s : Math.Clamp((await settings.GetAsync<RateSettings>(cancel)).SeatsPerSession, RateSettings.LeastSeats, RateSettings.MostSeats);
        var today = await rates.TableAsync(start.Selection.Today, cancel);
        var roles = RoleFacts.All.Where(r => start.Selection.Line is not { } line || r.LineOf() == line).ToList();
        var streets = start.Streets.Select(u => u.Id).ToList();
        foreach (var ahead in LapseForecast.Horizons)
        {
            var forecast = new LapseForecast(today, await rates.TableAsync(start.Selection.Today.AddDays(ahead), today.Log, cancel));
            _horizons.Add((forecast, new SmallCells((street, role, line) => Sum(forecast, street, role, line), streets, RoleFacts.All, start.Scope)));
        }
        Day = _horizons[Chosen].Forecast.Day;
        Totals = [.. _horizons.Select(h => RateWords.Number(Sum(h.Forecast, null, null, start.Selection.Line), h.Small.Of(null, null, start.Selection.Line)))];
        Roles = [.. roles.Where(r => today.Of(start.District.Id, r).Required > 0 || Seats(r) > 0).Select(r => new ForecastRole(r, today.Of(start.District.Id, r).Certified,
            [.. _horizons.Select(h => RateWords.Number(Sum(h.Forecast, null, r, null), h.Small.Of(null, r, null)))], Told(r, Seats(r)), Told(r, LapseForecast.Sessions(Seats(r), SeatsPerSession), Seats(r))))];
        return Page();
    }

    public int AllSeats => Roles.Sum(r => Seats(r.Role));

    /// <summary>Sessions are held by role, so they are counted by role.</summary>
    public int AllSessions => Roles.Sum(r => LapseForecast.Sessions(Seats(r.Role), SeatsPerSession));

    /// <summary>A cell of the chosen horizon; nulls = all.</summary>
    public string Cell(int? street, TrainingRole? role)
    {
        var (forecast, small) = _horizons[Chosen];
        var line = Start.Selection.Line;
        return Sum(forecast, street, role, line) is var count && count == 0 ? "—" : RateWords.Number(count, small.Of(street, role, line));
    }

    /// <summary>The list of names behind a cell, on the day to come.</summary>
    public string NamesAddress(OrgUnit? unit, TrainingRole? role) => (Start.Selection with { Day = Day }).Address(unit, role, PeopleFilter.Expired);

    public string Address(int days) => $"?days={days}&seats={SeatsPerSession}" + (Start.Selection.Line is { } line ? "&line=" + Slug.Of(line) : "");

    private int Seats(TrainingRole role) => _horizons[Chosen].Forecast.Seats(Start.District.Id, role);

    private string Told(TrainingRole role, int number, int? people = null) =>
        RateWords.Number(people ?? number, Start.Scope.CoversAll || Start.Scope.Lines.Contains(role.LineOf())) is var told && told.StartsWith('<') ? told : RateWords.Number(number);

    private int Sum(LapseForecast forecast, int? street, TrainingRole? role, Line? line) =>
        (street is { } one ? [one] : Start.Streets.Select(s => s.Id)).Sum(s => (role is { } r ? [r] : RoleFacts.All.Where(x => line is null || x.LineOf() == line)).Sum(x => forecast.Lapses(s, x)));
}
