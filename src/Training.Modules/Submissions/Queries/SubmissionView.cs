using Microsoft.EntityFrameworkCore;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Models;
using Training.Platform.Data;

namespace Training.Modules.Submissions.Queries;

/// <summary>A submission without its document, with what the city said.</summary>
public sealed record SubmissionView(
    long Id, string Ref, int PeriodId, int Number, SubmissionKind Kind, int? Corrects, string Hash, int Required, int Completed, int Certified, string? Reason, long? ByUserId, string ByName,
    DateTime Utc, SubmissionState State, string? Comment, DateTime? DecidedUtc);

/// <summary>Reads submissions.</summary>
public sealed class SubmissionList(TenantDb db)
{
    /// <summary>More than anybody submits of the periods of one page.</summary>
    private const int Most = 500;

    /// <summary>By period, the oldest first.</summary>
    public async Task<ILookup<int, SubmissionView>> OfAsync(IReadOnlyCollection<int> periods, CancellationToken cancel)
    {
        var rows = await (from s in db.Set<ReportSubmission>().AsNoTracking()
                          where periods.Contains(s.PeriodId)
                          join d in db.Set<SubmissionEvent>().Where(e => e.IsDecision) on s.Id equals d.SubmissionId into decisions
                          from d in decisions.DefaultIfEmpty()
                          orderby s.PeriodId, s.Number
                          select new
                          {
                              s.Id, s.Ref, s.PeriodId, s.Number, s.Kind, s.Corrects, s.Hash, s.Required, s.Completed, s.Certified, s.Reason, s.ByUserId, s.ByName, s.Utc,
                              State = (SubmissionState?)d.State, d.Comment, DecidedUtc = (DateTime?)d.Utc,
                          }).Take(Most).ToListAsync(cancel);
        return rows.Select(r => new SubmissionView(r.Id, r.Ref, r.PeriodId, r.Number, r.Kind, r.Corrects, r.Hash, r.Required, r.Completed, r.Certified, r.Reason, r.ByUserId, r.ByName, r.Utc,
            r.State ?? SubmissionState.Submitted, r.Comment, r.DecidedUtc)).ToLookup(r => r.PeriodId);
    }

    /// <summary>As one reader of the district is told it.</summary>
    public async Task<DocumentView?> ViewAsync(int period, int number, DocumentReader reader, CancellationToken cancel)
    {
        if (await FindAsync(period, number, cancel) is not { } stored) return null;
        var document = Read(stored);
        var before = document.ComparedWith is { } compared && await FindAsync(period, compared, cancel) is { } old ? Read(old) : null;
        return DocumentView.Of(document, stored.Hash, before, reader);
    }

    private static ReportDocument Read(ReportSubmission stored) =>
        ReportJson.Read<ReportDocument>(stored.Document) ?? throw new InvalidOperationException($"Submission {stored.Ref} holds no document.");

    /// <summary>With its document.</summary>
    public Task<ReportSubmission?> FindAsync(int period, int number, CancellationToken cancel) =>
        db.Set<ReportSubmission>().AsNoTracking().FirstOrDefaultAsync(s => s.PeriodId == period && s.Number == number, cancel);
}
