using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Learning.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Learning.Services;

/// <summary>
/// Tells those above about the people of one large entry, 50 people a step. They are found again by the rows that were added
/// together (a range of ids by one recorder); somebody told twice is only computed twice.
/// </summary>
internal sealed class ReevaluationJob(TenantDb db, Events events) : IJob
{
    public const string JobName = "learning.reevaluate";
    public const int PeopleAStep = 50;

    public string Name => JobName;
    public string Title => "按新登记的记录重新计算";

    /// <summary>What <see cref="StepAsync"/> is handed first.</summary>
    internal static string Begin(IReadOnlyCollection<Evidence> rows) =>
        string.Create(CultureInfo.InvariantCulture, $"{rows.Min(r => r.Id)}|{rows.Max(r => r.Id)}|{rows.First().RecordedByUserId}|0|0|{rows.Select(r => r.PersonId).Distinct().Count()}");

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var parts = Array.ConvertAll(state.Split('|'), p => p.Length == 0 ? (long?)null : long.Parse(p, CultureInfo.InvariantCulture));
        var (from, through, by, last, done, total) = (parts[0]!.Value, parts[1]!.Value, parts[2], parts[3]!.Value, (int)parts[4]!.Value, (int)parts[5]!.Value);
        var people = await db.Set<Evidence>().Where(e => e.Id >= from && e.Id <= through && e.RecordedByUserId == by && e.PersonId > last)
            .Select(e => e.PersonId).Distinct().OrderBy(id => id).Take(PeopleAStep).ToListAsync(cancel);
        foreach (var person in people)
        {
            await events.RaiseAsync(new EvidenceRecorded(person), cancel);
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
        done = Math.Min(total, done + people.Count);
        return new(string.Create(CultureInfo.InvariantCulture, $"{from}|{through}|{by}|{(people.Count == 0 ? last : people[^1])}|{done}|{total}"),
            done, total, IsFinished: people.Count < PeopleAStep);
    }
}
