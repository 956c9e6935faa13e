using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Queries;
using Training.Platform.AuditTrail;
using Training.Platform.Data;

namespace Training.Modules.Submissions.Services;

/// <summary>A street confirms its figures: exactly those that it saw.</summary>
public sealed class StreetConfirmations(TenantDb db, UnitOfWork unit, ReportBoards boards, AuditLog audit)
{
    /// <param name="seenHash">Hash of the figures on the page.</param>
    /// <returns>Chinese message that says what to do; null when it is confirmed.</returns>
    public async Task<string?> ConfirmAsync(ReportActor by, ReportPeriod period, int street, string? seenHash, string? remark, CancellationToken cancel)
    {
        remark = string.IsNullOrWhiteSpace(remark) ? null : remark.Trim();
        if (remark?.Length > ReportConfirmation.MaxRemark) return "备注最多 300 字，请写短些。";
        return await unit.RunAsync(async () =>
        {
            if (await boards.OfAsync(period, cancel) is not { } board || board.Of(street) is not { } state) return "没有找到这个街镇，请刷新页面再试。";
            if (!board.IsOpen) return "这一期已经报送，不用再确认。数据有误请联系区里出更正报告。";
            if (state.FiguresHash != seenHash) return "你看的时候数据变了。请看一遍下面的新数，再确认。";
            db.Add(new ReportConfirmation { PeriodId = period.Id, SubDistrictId = street, FiguresHash = state.FiguresHash, Remark = remark, ByUserId = by.UserId, ByName = by.Name, Utc = by.Utc });
            audit.Add("Report", "Confirmed", period.Key, $"确认 {period.Key} 的报表：{state.Street.Name}，{(state.Last is null ? "首次" : "再次")}。");
            await db.SaveChangesAsync(cancel);
            return null;
        }, cancel);
    }
}
