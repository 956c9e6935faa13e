using Training.Modules.Submissions.City;
using Training.Modules.Submissions.Models;

namespace Training.Modules.Insights.Queries;

/// <summary>Whether each district has sent its monthly report.</summary>
/// <param name="Period">Null = none has been opened.</param>
public sealed record ReportStates(CityPeriod? Period, IReadOnlyDictionary<string, CityCell> Cells)
{
    /// <param name="district">Its name.</param>
    public CityCell? Of(string district) => Cells.GetValueOrDefault(district);
}

/// <summary>Reads the city's board of reports for its page of rates.</summary>
public sealed class MonthReports(CityBoard board)
{
    /// <summary>The newest monthly report that is due up to a day.</summary>
    public async Task<ReportStates> ReadAsync(DateOnly day, CancellationToken cancel)
    {
        var (periods, rows) = await board.ReadAsync(PeriodKind.Month, cancel);
        var column = periods.ToList().FindIndex(p => p.AsOf <= day);
        return column < 0 ? new(null, new Dictionary<string, CityCell>()) : new(periods[column], rows.DistinctBy(r => r.Name).ToDictionary(r => r.Name, r => r.Cells[column]));
    }
}
