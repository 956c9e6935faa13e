using System.Globalization;
using Microsoft.AspNetCore.Http;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Queries;

/// <summary>What an address of the rates asks for. Units are named by their division code.</summary>
/// <param name="Unit">A 街镇; null = the whole district.</param>
/// <param name="DateRefused">The address named a day that cannot be shown; today is shown instead.</param>
public sealed record RateSelection(DateOnly Day, DateOnly Today, Line? Line, OrgUnit? Unit, TrainingRole? Role, bool DateRefused)
{
    /// <summary>Days before are not shown.</summary>
    public static readonly DateOnly First = new(2000, 1, 1);

    /// <summary>How far ahead certificates are projected.</summary>
    public const int YearsAhead = 3;

    /// <summary>Only the scheme of this role; null = all.</summary>
    public TrainingRole? Scheme { get; init; }

    public bool IsForecast => Day > Today;

    public static RateSelection Read(IQueryCollection query, DateOnly today, IReadOnlyList<OrgUnit> units)
    {
        var text = query["date"].ToString();
        var day = today;
        var good = text.Length == 0 || (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && day >= First && day <= today.AddYears(YearsAhead));
        return new(good ? day : today, today, Slug.Parse<Line>(query["line"]), units.FirstOrDefault(u => u.Code == query["unit"] && u.Kind != OrgUnitKind.District),
            Slug.Parse<TrainingRole>(query["role"]), !good) { Scheme = Slug.Parse<TrainingRole>(query["scheme"]) };
    }

    /// <summary>"?date=…&amp;…" of this selection with another unit and role.</summary>
    public string Address(OrgUnit? unit, TrainingRole? role, PeopleFilter? filter = null, int page = 1)
    {
        var parts = new List<string> { "date=" + DayText };
        if (Line is { } line) parts.Add("line=" + Slug.Of(line));
        if (Scheme is { } scheme) parts.Add("scheme=" + Slug.Of(scheme));
        if (unit is not null) parts.Add("unit=" + Uri.EscapeDataString(unit.Code));
        if (role is { } r) parts.Add("role=" + Slug.Of(r));
        if (filter is { } f) parts.Add("status=" + Slug.Of(f));
        if (page > 1) parts.Add("page=" + page.ToString(CultureInfo.InvariantCulture));
        return "?" + string.Join('&', parts);
    }

    /// <summary>End of the month before the day: what the tiles are compared with.</summary>
    public DateOnly MonthEndBefore => new DateOnly(Day.Year, Day.Month, 1).AddDays(-1);

    /// <summary>2026-11-09.</summary>
    public string DayText => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
