using Microsoft.EntityFrameworkCore;
using Training.Modules.Certificates.OpenBadges;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Modules.Submissions.City;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Queries;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.Services;

/// <summary>What would be submitted now.</summary>
/// <param name="Number">Of the new submission.</param>
/// <param name="Before">The document that it stands beside: the one returned, or the accepted one that it corrects.</param>
/// <param name="Obstacle">Chinese reason why nothing can be submitted; null = it can.</param>
public sealed record ReportDraft(
    ReportBoard Board, int Number, SubmissionKind Kind, SubmissionView? Compared, ReportDocument? Before, IReadOnlyList<DocumentDifference> Differences, IReadOnlyList<DocumentCause> Causes, string? Obstacle)
{
    /// <summary>Streets that have not confirmed, or whose figures changed afterwards.</summary>
    public IReadOnlyList<StreetState> Unconfirmed => Kind == SubmissionKind.Correction ? [] : [.. Board.Streets.Where(s => s.State != ConfirmationState.Confirmed)];

    public bool NeedsReason => Kind == SubmissionKind.Correction || Unconfirmed.Count > 0;
}

/// <summary>Locks a report and submits it: 报送, again after a return, or 更正报告 after it was accepted.</summary>
public sealed class ReportDesk(
    TenantDb db, UnitOfWork unit, ReportBoards boards, SubmissionList submissions, LateCauses causes, BadgeKeys keys, SettingsStore settings, CurrentTenant tenant, CityInbox inbox, AuditLog audit)
{
    public const string Taken = "刚才已经有人报送了这一期，你的没有存。请看下面的最新状态。";

    public async Task<ReportDraft?> DraftAsync(ReportPeriod period, CancellationToken cancel)
    {
        if (await boards.OfAsync(period, cancel) is not { } board) return null;
        var (latest, accepted) = (board.Latest, board.Accepted);
        var kind = accepted is null ? SubmissionKind.Original : SubmissionKind.Correction;
        var compared = accepted ?? latest;
        ReportDocument? before = null;
        IReadOnlyList<DocumentDifference> differences = [];
        IReadOnlyList<DocumentCause> late = [];
        if (compared is not null && await submissions.FindAsync(period.Id, compared.Number, cancel) is { } stored)
        {
            before = ReportJson.Read<ReportDocument>(stored.Document) ?? throw new InvalidOperationException($"Submission {stored.Ref} holds no document.");
            differences = Documents.Differences.Between(before, board.Figures.Rows, board.Figures.People);
            if (differences.Count > 0) late = await causes.SinceAsync(before.GeneratedUtc, period.AsOf, cancel);
        }
        var obstacle = latest?.State == SubmissionState.Submitted ? "已经报送，等市级审核。退回以后才能再报。"
            : kind == SubmissionKind.Correction && differences.Count == 0 ? "按现有数据重算，和已接受的报告没有差别，不用更正。"
            : board.Figures.Counts[Measure.InPost] == 0 ? "这一天名册上没有在岗的人，没有可报的数。请先导入人员名册。" : null;
        return new(board, (latest?.Number ?? 0) + 1, kind, compared, before, differences, late, obstacle);
    }

    /// <param name="number">Number that the page said the submission would have.</param>
    /// <param name="seenHash">Hash of the figures on the page.</param>
    /// <returns>Chinese message that says what to do; null when it is submitted.</returns>
    public async Task<string?> SubmitAsync(ReportActor by, ReportPeriod period, int number, string? seenHash, string? reason, CancellationToken cancel)
    {
        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (reason?.Length > ReportSubmission.MaxReason) return "说明最多 300 字，请写短些。";
        return await TryAsync(() => unit.RunAsync(async () =>
        {
            if (await DraftAsync(period, cancel) is not { } draft) return "本站没有区，不能报送。";
            if (draft.Number != number) return Taken;
            if (draft.Obstacle is { } obstacle) return obstacle;
            if (draft.Board.Figures.Hash != seenHash) return "你看的时候数据变了。请看一遍下面的新数，再报送。";
            if (draft.NeedsReason && (reason?.Length ?? 0) < 4)
                return draft.Kind == SubmissionKind.Correction ? "请写明更正的原因，至少 4 个字。" : "还有街镇没有确认，请写明为什么现在报送，至少 4 个字。";
            await StoreAsync(by, draft, reason, cancel);
            await unit.AfterCommitAsync(() => inbox.PostAsync(cancel));
            return null;
        }, cancel), period, number, cancel);
    }

    /// <summary>Of two who submit at once the database takes one.</summary>
    private async Task<string?> TryAsync(Func<Task<string?>> work, ReportPeriod period, int number, CancellationToken cancel)
    {
        try
        {
            return await work();
        }
        catch (DbUpdateException) when (db.Database.CurrentTransaction is null)
        {
            db.ChangeTracker.Clear();
            if (await db.Set<ReportSubmission>().AnyAsync(s => s.PeriodId == period.Id && s.Number == number, cancel)) return Taken;
            throw;
        }
    }

    private async Task StoreAsync(ReportActor by, ReportDraft draft, string? reason, CancellationToken cancel)
    {
        var (board, target) = (draft.Board, (await settings.GetAsync<RateSettings>(cancel)).TargetPercent);
        var document = ReportJson.Write(DocumentOf(by, draft, reason, target));
        using var key = keys.Open();
        var seal = ReportSeal.Of(document, key);
        var counts = board.Figures.Counts;
        var submission = new ReportSubmission
        {
            PeriodId = board.Period.Id, Number = draft.Number, Kind = draft.Kind, Corrects = draft.Kind == SubmissionKind.Correction ? draft.Compared?.Number : null, AsOf = board.Period.AsOf,
            SpecVersion = ReportDocument.CurrentSpec, Document = document, Hash = seal.Hash, Signature = seal.Signature, PublicKey = System.Text.Encoding.UTF8.GetString(ReportJson.Write(seal.Key)),
            Required = counts.Required, Completed = counts[Measure.Completed], Certified = counts.Certified, Reason = reason, ByUserId = by.UserId, ByName = by.Name, Utc = by.Utc,
        };
        db.Add(submission);
        await db.SaveChangesAsync(cancel);
        db.Add(new SubmissionEvent { SubmissionId = submission.Id, State = SubmissionState.Submitted, IsDecision = false, Comment = reason, ByName = by.Name, Utc = by.Utc });
        audit.Add("Report", draft.Kind == SubmissionKind.Correction ? "CorrectionSubmitted" : "Submitted", board.Period.Key,
            $"锁定并报送 {board.Period.Key} 第 {draft.Number} 次{(draft.Kind == SubmissionKind.Correction ? "（更正报告）" : "")}：应训 {counts.Required}，持证 {counts.Certified}，校验值 {seal.Hash[..16]}。");
        await db.SaveChangesAsync(cancel);
    }

    private ReportDocument DocumentOf(ReportActor by, ReportDraft draft, string? reason, int target)
    {
        var (board, figures) = (draft.Board, draft.Board.Figures);
        var compared = draft.Before is not null;
        return new()
        {
            Format = ReportDocument.CurrentFormat, SpecVersion = ReportDocument.CurrentSpec,
            District = new(tenant.Required.TenantId, board.District.Code, board.District.Name),
            Period = new(board.Period.Key, board.Period.Kind.ToString(), board.Period.AsOf, board.Period.ConfirmBy, board.Period.SubmitBy),
            Number = draft.Number, Kind = draft.Kind.ToString(), Corrects = draft.Kind == SubmissionKind.Correction ? draft.Compared?.Number : null,
            CorrectsHash = draft.Kind == SubmissionKind.Correction ? draft.Compared?.Hash : null, Reason = reason, GeneratedUtc = by.Utc, Author = by.Office, TargetPercent = target,
            Measures = Figures.Columns,
            Definitions = [.. RateDefinitions.All.Select(d => new DocumentDefinition(d.Name, d.Words))],
            Rows = figures.Rows, Totals = figures.Totals, People = figures.People,
            Confirmations = [.. board.Streets.Select(s => new DocumentConfirmation(s.Street.Code, s.Street.Name, s.State.ToString(), s.Last?.Utc, s.Last?.Remark, s.Last?.FiguresHash))],
            ComparedWith = compared ? draft.Compared?.Number : null, Differences = compared ? draft.Differences : null, Causes = compared ? draft.Causes : null,
        };
    }
}
