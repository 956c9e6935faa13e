using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.SavedReports.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.SavedReports.Services;

/// <summary>With whom a report is shared; written "me", "street:12", "line:Education" or "district".</summary>
public readonly record struct ShareChoice(ReportShare Share, int? UnitId = null, Line? Line = null)
{
    public override string ToString() => Share switch
    {
        ReportShare.Street => "street:" + UnitId,
        ReportShare.Line => "line:" + Line,
        ReportShare.District => "district",
        _ => "me",
    };

    /// <summary>What somebody may choose: oneself, each street and line of the own scope, the district.</summary>
    public static IReadOnlyList<ShareChoice> Of(AssignmentScope scope) =>
        [new(ReportShare.Me), .. scope.SubDistricts.Order().Select(s => new ShareChoice(ReportShare.Street, s)), .. scope.Lines.Order().Select(l => new ShareChoice(ReportShare.Line, null, l)), new(ReportShare.District)];
}

/// <summary>What somebody else saved in the meantime.</summary>
public sealed record ReportChange(string? Refusal, SavedReport? Report, bool IsLost = false);

/// <summary>Saves, finds and shares reports. Only the owner changes one; a change over somebody's newer one is refused.</summary>
public sealed class SavedReportDesk(TenantDb db, UnitOfWork unit, AuditLog audit, TimeProvider clock)
{
    /// <summary>Reports listed of each sort on one page.</summary>
    public const int PageSize = 25;

    public IQueryable<SavedReport> Mine(ClaimsPrincipal user)
    {
        var id = user.UserId() ?? 0;
        return db.Set<SavedReport>().AsNoTracking().Where(r => r.OwnerUserId == id);
    }

    /// <summary>Of others, shared with the reader's street, line or the district.</summary>
    public IQueryable<SavedReport> Shared(ClaimsPrincipal user)
    {
        var (id, scope) = (user.UserId() ?? 0, AssignmentScope.Of(user));
        var (all, streets, lines) = (scope.CoversAll, scope.SubDistricts.ToList(), scope.Lines.Select(l => (Line?)l).ToList());
        return db.Set<SavedReport>().AsNoTracking().Where(r => r.OwnerUserId != id && (r.Share == ReportShare.District
            || (r.Share == ReportShare.Street && (all || (r.ShareUnitId != null && streets.Contains(r.ShareUnitId.Value))))
            || (r.Share == ReportShare.Line && (all || lines.Contains(r.ShareLine)))));
    }

    /// <summary>One's own or shared with one; null for everything else.</summary>
    public async Task<SavedReport?> FindAsync(ClaimsPrincipal user, string reference, CancellationToken cancel) =>
        await Mine(user).FirstOrDefaultAsync(r => r.Ref == reference, cancel) ?? await Shared(user).FirstOrDefaultAsync(r => r.Ref == reference, cancel);

    public Task<SavedReport?> FindOwnAsync(ClaimsPrincipal user, string reference, CancellationToken cancel) => Mine(user).FirstOrDefaultAsync(r => r.Ref == reference, cancel);

    /// <returns>The new report, or why there is none.</returns>
    public Task<ReportChange> AddAsync(ClaimsPrincipal user, string? title, ReportDefinition definition, ShareChoice share, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        if (Refuse(user, title, definition, share) is { } refusal) return new ReportChange(refusal, null);
        if (await Mine(user).CountAsync(cancel) >= SavedReport.MostOfOne) return new("每人最多存 50 张报表，请先删掉不用的。", null);
        var report = new SavedReport
        {
            OwnerUserId = user.UserId()!.Value, OwnerName = user.Name(), Title = title!.Trim(), DefinitionJson = definition.ToJson(), Share = share.Share, ShareUnitId = share.UnitId,
            ShareLine = share.Line, CreatedUtc = clock.UtcNow(), UpdatedUtc = clock.UtcNow(),
        };
        db.Add(report);
        audit.Add("Report", "Saved", report.Ref, $"保存报表“{report.Title}”，{Words(share)}。");
        await db.SaveChangesAsync(cancel);
        return new(null, report);
    }, cancel);

    /// <param name="revision">The one that the form was made from.</param>
    public Task<ReportChange> ChangeAsync(ClaimsPrincipal user, string reference, int revision, string? title, ReportDefinition definition, ShareChoice share, CancellationToken cancel) =>
        unit.RunAsync(async () =>
        {
            if (await FindOwnAsync(user, reference, cancel) is not { } report) return new ReportChange("没有找到这张报表，可能已经删掉了。", null);
            if (Refuse(user, title, definition, share) is { } refusal) return new(refusal, report);
            var (json, name, now) = (definition.ToJson(), title!.Trim(), clock.UtcNow());
            var changed = await db.Set<SavedReport>().Where(r => r.Id == report.Id && r.Revision == revision).ExecuteUpdateAsync(s => s
                .SetProperty(r => r.Title, name).SetProperty(r => r.DefinitionJson, json).SetProperty(r => r.Share, share.Share).SetProperty(r => r.ShareUnitId, share.UnitId)
                .SetProperty(r => r.ShareLine, share.Line).SetProperty(r => r.Revision, revision + 1).SetProperty(r => r.UpdatedUtc, now).SetProperty(r => r.OwnerName, user.Name()), cancel);
            if (changed == 0) return new("这张报表在别的窗口改过，没有存上。下面并排列出两份，请核对后再存。", report, IsLost: true);
            audit.Add("Report", "Changed", report.Ref, $"修改报表“{name}”，{Words(share)}。");
            return new(null, report);
        }, cancel);

    public Task<bool> RemoveAsync(ClaimsPrincipal user, string reference, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        if (await FindOwnAsync(user, reference, cancel) is not { } report) return false;
        await db.Set<ReportDelivery>().Where(d => d.ReportId == report.Id).ExecuteDeleteAsync(cancel);
        await db.Set<SavedReport>().Where(r => r.Id == report.Id).ExecuteDeleteAsync(cancel);
        audit.Add("Report", "Removed", report.Ref, $"删除报表“{report.Title}”。");
        return true;
    }, cancel);

    private string? Refuse(ClaimsPrincipal user, string? title, ReportDefinition definition, ShareChoice share)
    {
        if (string.IsNullOrWhiteSpace(title)) return "请给报表起个名字。";
        if (title.Trim().Length > SavedReport.MaxTitle) return "名字最多 60 个字，请改短一些。";
        if (!ShareChoice.Of(AssignmentScope.Of(user)).Contains(share)) return "只能共享给自己的街镇、条线或全区，请重新选。";
        return definition.Refusal(clock.Today());
    }

    private static string Words(ShareChoice share) => share.Share switch
    {
        ReportShare.Street => "共享给本街镇",
        ReportShare.Line => "共享给本条线",
        ReportShare.District => "共享给全区",
        _ => "仅自己可见",
    };
}
