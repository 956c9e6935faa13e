using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Reporting.Services;

/// <summary>
/// Every night, 500 people a step: recomputes what rates count of them, because a scheme may come into force without anybody
/// doing anything. What differs is put right.
/// </summary>
internal sealed class CheckRates(RateProjection projection, TenantDb db, ILogger<CheckRates> log) : IRecurringJob
{
    public string Name => "reporting.check-rates";
    public string Title => "核对持证率";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="state">"{last person} {people} {differences} {all people}"; empty at first.</param>
    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var (after, people, differences, all) = state.Split(' ') is [var a, var p, var d, var n]
            ? (long.Parse(a, CultureInfo.InvariantCulture), Number(p), Number(d), Number(n)) : (0, 0, 0, await db.Set<Person>().CountAsync(cancel));
        var page = await projection.CheckPageAsync(after, db.Set<Person>(), cancel);
        (people, differences) = (people + page.People, differences + page.Differences);
        if (page.Last is { } last)
            return new(string.Create(CultureInfo.InvariantCulture, $"{last} {people} {differences} {all}"), people, all, IsFinished: false);
        if (differences > 0) log.LogInformation("Rates of {People} people checked, {Differences} put right", people, differences);
        return new("", people, people, IsFinished: true, $"核对 {people} 人，改正 {differences} 人");
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
