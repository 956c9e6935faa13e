using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.Submissions.Documents;
using Training.Platform.Data;

namespace Training.Modules.Submissions.Queries;

/// <summary>
/// Why figures of a day that has passed differ: rows of days up to it that were recorded after a moment, or changed in place or removed
/// after it (<see cref="FactChange"/>). Counted only when somebody prepares another report.
/// </summary>
public sealed class LateCauses(TenantDb db)
{
    public async Task<IReadOnlyList<DocumentCause>> SinceAsync(DateTime utc, DateOnly asOf, CancellationToken cancel)
    {
        var found = new[]
        {
            new DocumentCause("Assignments", "报送后补录的任职", await db.Set<RoleAssignment>().CountAsync(a => a.RecordedUtc > utc && a.Start <= asOf, cancel)),
            new DocumentCause("Leaves", "报送后补录的请假", await db.Set<Leave>().CountAsync(l => l.RecordedUtc > utc && l.Start <= asOf, cancel)),
            new DocumentCause("Exemptions", "报送后补录的免训", await db.Set<Exemption>().CountAsync(e => e.RecordedUtc > utc && e.Start <= asOf, cancel)),
            new DocumentCause("Evidence", "报送后补录的学习记录", await db.Set<Evidence>().CountAsync(e => e.RecordedUtc > utc && e.EffectiveOn <= asOf, cancel)),
            new DocumentCause("Certificates", "报送后补发的证书", await db.Set<Certificate>().CountAsync(c => c.RecordedUtc > utc && c.ValidFrom <= asOf, cancel)),
            new DocumentCause("CertificateEvents", "报送后补记的暂停、撤销或恢复", await db.Set<CertificateEvent>().CountAsync(
                e => e.Kind != CertificateEventKind.RenewalOpened && e.Kind != CertificateEventKind.Kept && e.RecordedUtc > utc && e.EffectiveOn <= asOf, cancel)),
            new DocumentCause("Openings", "报送后改动的课程开放日", await OpeningsAsync(utc, asOf, cancel)),
            new DocumentCause("PostsChanged", "报送后更正或删除的任职", await ChangedAsync(FactChangeKind.PostChanged, FactChangeKind.PostRemoved)),
            new DocumentCause("LeavesChanged", "报送后更正或删除的请假", await ChangedAsync(FactChangeKind.LeaveChanged, FactChangeKind.LeaveRemoved)),
            new DocumentCause("ExemptionsChanged", "报送后更正或删除的免训", await ChangedAsync(FactChangeKind.ExemptionChanged, FactChangeKind.ExemptionRemoved)),
        };
        return [.. found.Where(c => c.Count > 0)];

        Task<int> ChangedAsync(FactChangeKind changed, FactChangeKind removed) =>
            db.Set<FactChange>().CountAsync(c => c.RecordedUtc > utc && c.FromDay <= asOf && (c.Kind == changed || c.Kind == removed), cancel);
    }

    /// <summary>What was said of a 街镇 after the moment and makes days up to the day count otherwise than what was said before. A few rows a role.</summary>
    private async Task<int> OpeningsAsync(DateTime utc, DateOnly asOf, CancellationToken cancel)
    {
        var days = new Dictionary<(TrainingRole, int), DateOnly>();
        var late = 0;
        foreach (var row in await db.Set<StreetOpening>().AsNoTracking().OrderBy(o => o.Id).ToListAsync(cancel))
        {
            var before = days.GetValueOrDefault((row.Role, row.SubDistrictId), StreetOpening.Always);
            if (row.RecordedUtc > utc && row.OpensOn != before && (row.OpensOn <= asOf || before <= asOf)) late++;
            days[(row.Role, row.SubDistrictId)] = row.OpensOn;
        }
        return late;
    }
}
