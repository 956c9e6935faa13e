using Microsoft.EntityFrameworkCore;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.City;

/// <summary>A copy without its document, with what was decided.</summary>
public sealed record CityReportView(
    long Id, string Ref, string TenantId, string DistrictName, string PeriodKey, PeriodKind Kind, DateOnly AsOf, DateOnly SubmitBy, int Number, SubmissionKind SubmissionKind, DateTime SubmittedUtc,
    SubmissionState State, string? Comment, string? DecidedBy, DateTime? DecidedUtc, bool IsDelivered);

/// <summary>The city reads its copies, and accepts or returns each once.</summary>
public sealed class CityDesk(TenantDb db, UnitOfWork unit, CityInbox inbox, TenantStore tenants, AuditLog audit, TimeProvider clock)
{
    /// <summary>Copies on the overview: 100 districts × 6 periods, some twice.</summary>
    private const int Most = 1500;

    public Task<List<CityReportView>> OfPeriodsAsync(IReadOnlyCollection<string> periods, CancellationToken cancel) =>
        Views(db.Set<CityReport>().Where(r => periods.Contains(r.PeriodKey))).Take(Most).ToListAsync(cancel);

    /// <summary>Waiting for a decision, the oldest first.</summary>
    public Task<List<CityReportView>> WaitingAsync(int take, CancellationToken cancel) =>
        Views(db.Set<CityReport>().Where(r => !db.Set<CityDecision>().Any(d => d.ReportId == r.Id))).Take(take).ToListAsync(cancel);

    /// <summary>All copies of the same district and period.</summary>
    public Task<List<CityReportView>> SiblingsAsync(CityReport report, CancellationToken cancel) =>
        Views(db.Set<CityReport>().Where(r => r.TenantId == report.TenantId && r.PeriodKey == report.PeriodKey)).Take(100).ToListAsync(cancel);

    public Task<CityReport?> FindAsync(string reference, CancellationToken cancel) => db.Set<CityReport>().AsNoTracking().FirstOrDefaultAsync(r => r.Ref == reference, cancel);

    /// <summary>A copy as the city is told it: small figures hidden (docs/decisions/0018).</summary>
    public async Task<DocumentView> ViewAsync(CityReport report, CancellationToken cancel)
    {
        var document = Read(report);
        var before = document.ComparedWith is { } compared
            && await db.Set<CityReport>().AsNoTracking().FirstOrDefaultAsync(r => r.TenantId == report.TenantId && r.PeriodKey == report.PeriodKey && r.Number == compared, cancel) is { } old ? Read(old) : null;
        return DocumentView.Of(document, report.Hash, before, DocumentReader.City);
    }

    /// <param name="state">Accepted or Returned.</param>
    /// <returns>Chinese message that says what to do; null when it is decided.</returns>
    public async Task<string?> DecideAsync(ReportActor by, CityReport report, SubmissionState state, string? comment, CancellationToken cancel)
    {
        comment = string.IsNullOrWhiteSpace(comment) ? null : comment.Trim();
        if (state is not (SubmissionState.Accepted or SubmissionState.Returned)) return "请选接受或退回。";
        if (comment?.Length > SubmissionEvent.MaxComment) return "意见最多 300 字，请写短些。";
        if (state == SubmissionState.Returned && (comment?.Length ?? 0) < 4) return "退回要写明哪里要改，至少 4 个字。";
        var decision = new CityDecision { ReportId = report.Id, State = state, Comment = comment, ByUserId = by.UserId, ByName = by.Name, Utc = by.Utc };
        try
        {
            var taken = await unit.RunAsync(async () =>
            {
                if (await db.Set<CityDecision>().AnyAsync(d => d.ReportId == report.Id, cancel)) return true;
                db.Add(decision);
                audit.Add("Report", state.ToString(), report.Ref, $"{(state == SubmissionState.Accepted ? "接受" : "退回")}{report.DistrictName} {report.PeriodKey} 第 {report.Number} 次报送。{comment}");
                await db.SaveChangesAsync(cancel);
                return false;
            }, cancel);
            if (taken) return AlreadyDecided;
        }
        catch (DbUpdateException) when (db.Database.CurrentTransaction is null)
        {
            db.ChangeTracker.Clear();
            if (await db.Set<CityDecision>().AnyAsync(d => d.ReportId == report.Id, cancel)) return AlreadyDecided;
            throw;
        }
        await DeliverAsync(report, decision, cancel);
        return null;
    }

    /// <summary>Fetches what is new of every running district and hands over decisions that a district does not have yet.</summary>
    public async Task SyncAsync(CancellationToken cancel)
    {
        foreach (var tenant in tenants.Table.Tenants.Where(t => !t.IsDefault && t.State == TenantState.Running).Take(CityBoard.MostDistricts)) await inbox.CollectAsync(tenant, cancel);
        var open = await (from d in db.Set<CityDecision>()
                          where d.DeliveredUtc == null
                          join r in db.Set<CityReport>() on d.ReportId equals r.Id
                          orderby d.Id
                          select new { Decision = d, Report = r }).Take(100).ToListAsync(cancel);
        foreach (var row in open) await DeliverAsync(row.Report, row.Decision, cancel);
    }

    private const string AlreadyDecided = "这一份已经处理过了，请看下面的结果。";

    private async Task DeliverAsync(CityReport report, CityDecision decision, CancellationToken cancel)
    {
        if (!await inbox.DeliverAsync(report, decision, cancel)) return;
        decision.DeliveredUtc = clock.UtcNow();
        await db.SaveChangesAsync(cancel);
    }

    private static ReportDocument Read(CityReport report) =>
        ReportJson.Read<ReportDocument>(report.Document) ?? throw new InvalidOperationException($"Copy {report.Ref} holds no document.");

    private IQueryable<CityReportView> Views(IQueryable<CityReport> reports) =>
        from r in reports.AsNoTracking()
        join d in db.Set<CityDecision>() on r.Id equals d.ReportId into decisions
        from d in decisions.DefaultIfEmpty()
        orderby r.AsOf, r.DistrictName, r.Number
        select new CityReportView(r.Id, r.Ref, r.TenantId, r.DistrictName, r.PeriodKey, r.Kind, r.AsOf, r.SubmitBy, r.Number, r.SubmissionKind, r.SubmittedUtc,
            d == null ? SubmissionState.Submitted : d.State, d == null ? null : d.Comment, d == null ? null : d.ByName, d == null ? null : d.Utc, d != null && d.DeliveredUtc != null);
}
