using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Reporting.Services;

/// <summary>After openings of a role changed: counts those anew who hold, held or will hold a post of it in these 街镇, 500 people a step.</summary>
internal sealed class RecountOpenings(RateProjection projection, SchemeTable table, TenantDb db) : IJob
{
    public const string JobName = "reporting.recount-openings";

    public string Name => JobName;
    public string Title => "按课程开放日重算持证率";

    public sealed record State(TrainingRole Role, IReadOnlyList<int> SubDistrictIds, long After = 0, int Done = 0, int Changed = 0)
    {
        public string ToJson() => JsonSerializer.Serialize(this);
    }

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var s = JsonSerializer.Deserialize<State>(state)!;
        // Another node may still remember the days of before.
        table.Forget();
        var (role, streets) = (s.Role, s.SubDistrictIds.ToList());
        var page = await projection.CheckPageAsync(s.After,
            db.Set<Person>().Where(p => db.Set<RoleAssignment>().Any(a => a.PersonId == p.Id && a.Role == role && streets.Contains(a.SubDistrictId))), cancel);
        s = s with { After = page.Last ?? s.After, Done = s.Done + page.People, Changed = s.Changed + page.Differences };
        return new(s.ToJson(), s.Done, null, page.Last is null, page.Last is null ? $"重算 {s.Done} 人，有变化 {s.Changed} 人。" : null);
    }
}
