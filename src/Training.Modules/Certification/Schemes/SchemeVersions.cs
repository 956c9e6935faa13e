using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Certification.Schemes;

/// <summary>Adds versions to a role's scheme. A version in force is never rewritten; the version before ends the day before the next.</summary>
public sealed class SchemeVersions(TenantDb db, UnitOfWork unit, SchemeTable table, JobQueue jobs, TimeProvider clock)
{
    /// <summary>Start of the source mark of a version that a person put in force: files do not replace it.</summary>
    public const string ByHand = "draft:";

    public Task<CertificationScheme?> LatestAsync(TrainingRole role, CancellationToken cancel) =>
        db.Set<CertificationScheme>().Where(s => s.Role == role).OrderByDescending(s => s.Version).FirstOrDefaultAsync(cancel);

    /// <summary>Within the caller's transaction; everybody's standing is worked out anew afterwards, by a job.</summary>
    /// <param name="atLeast">Version number, unless the role has come further.</param>
    /// <returns>Null when it would not begin after the version before.</returns>
    public async Task<CertificationScheme?> AddAsync(
        TrainingRole role, string title, SchemeRules rules, DateOnly from, string source, int atLeast, CancellationToken cancel)
    {
        var previous = await LatestAsync(role, cancel);
        if (previous is not null)
        {
            if (from <= previous.EffectiveFrom) return null;
            previous.EffectiveThrough = from.AddDays(-1);
        }
        var scheme = new CertificationScheme
        {
            Role = role, Version = Math.Max(atLeast, (previous?.Version ?? 0) + 1), Title = title, EffectiveFrom = from,
            RulesJson = SchemeRulesJson.Write(rules), SourceHash = source, RecordedUtc = clock.UtcNow(),
        };
        db.Add(scheme);
        await unit.AfterCommitAsync(() => { table.Forget(); return Task.CompletedTask; });
        // The first version of all is read before there are people.
        if (previous is not null) await jobs.QueueAsync(RecomputeJob.JobName, new RecomputeJob.State(Everybody: true).ToJson(), null, null, cancel);
        return scheme;
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
