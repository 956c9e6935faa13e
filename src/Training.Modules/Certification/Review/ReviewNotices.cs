using System.Globalization;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes;
using Training.Modules.People.Models;
using Training.Platform.Notifications;

namespace Training.Modules.Certification.Review;

/// <summary>What the holder is told, in Chinese whatever the reader's language: what happened, and what can be done about it.</summary>
internal static class ReviewNotices
{
    /// <summary>Confirmed, and it holds or will hold. One message, however many certificates it was written to.</summary>
    /// <param name="written">All of them.</param>
    public static Notice Of(CertificateProposal p, Certificate c, IEnumerable<Certificate> written, long userId, DateOnly today)
    {
        if (p.Kind == CertificateEventKind.Kept) return new(userId, "certificate-effective:" + p.Ref, "你的证书核实无误，维持",
            $"证书 {c.Number}：取证时依据的记录后来有过更正，核实后维持，证书照常使用。理由：{p.Code.Title()}。{p.Reason}", "/certificates/" + c.Number);
        var ahead = p.EffectiveOn > today;
        var along = string.Join('、', written.Where(w => w.Id != c.Id).Select(w => w.Number));
        var body = $"证书 {c.Number}：{Day(p.EffectiveOn)}起{p.Kind.Title()}{(along.Length > 0 ? $"，证书 {along} 一并{p.Kind.Title()}" : "")}。理由：{p.Code.Title()}。{p.Reason}"
            + (p.Kind == CertificateEventKind.Reinstated ? " 证书照常使用。"
                : $" 如有不同意见，可以在证书页面写申诉，{WorkingDays.ToAnswer} 个工作日内由没有参与这次处理的人答复。");
        return new(userId, $"certificate-{(ahead ? "announced" : "effective")}:{p.Ref}",
            $"你的证书{(ahead ? "将" : "已")}{p.Kind.Title()}", body, "/certificates/" + c.Number);
    }

    public static Notice Answered(CertificateAppeal appeal, Certificate c, long userId, bool isUpheld, string answer) => new(
        userId, "certificate-appeal:" + appeal.Ref, isUpheld ? "申诉成立" : "申诉已答复",
        $"证书 {c.Number}：{(isUpheld ? "申诉成立。" : "维持原处理。")}答复：{answer}", "/certificates/" + c.Number);

    /// <summary>The renewal window was opened before its day.</summary>
    public static Notice RenewalOpened(long userId, Certificate c, DateOnly on, string reason) => new(
        userId, $"certificate-renewal-opened:{c.Number}", "已提前开放换证",
        $"{c.Role.Title()}：{Day(on)}起学的就算换证。理由：{reason.TrimEnd('。')}。早换不吃亏，新证接着旧证，旧证有效至{Day(c.ValidThrough)}。",
        "/certificates/why/" + SchemeReader.Slug(c.Role));

    /// <summary>A completion was looked at and not approved.</summary>
    public static Notice NotApproved(long userId, string personRef, TrainingRole role, DateOnly completedOn, string reason) => new(
        userId, string.Create(CultureInfo.InvariantCulture, $"certificate-not-approved:{personRef}:{role}:{completedOn:yyyyMMdd}"), "证书没有通过审核",
        $"{role.Title()}：{reason.TrimEnd('。')}。学过的都还在，处理好以后请发证单位再审核。", "/certificates/why/" + SchemeReader.Slug(role));

    /// <summary>A completion that waited for approval was approved.</summary>
    public static Notice Approved(long userId, Certificate c) => new(
        userId, "certificate-approved:" + c.Number, "证书审核通过",
        $"{c.Role.Title()}的培训合格证明已经发给你，编号 {c.Number}，{Day(c.ValidFrom)}至{Day(c.ValidThrough)}有效。", "/certificates/" + c.Number);

    /// <summary>To an officer: a certificate in force lost its basis. Again when it is found again after the record had been put back.</summary>
    public static Notice BasisLost(long userId, Certificate c, DateTime foundUtc) => new(
        userId, string.Create(CultureInfo.InvariantCulture, $"certificate-basis:{c.Number}:{foundUtc:yyyyMMddHHmmss}"), "有证书的依据变了",
        $"{c.HolderName}的{c.Role.Title()}证书 {c.Number}：取证时依据的记录被更正或撤回，按现在的记录，当时没有满足要求。证书仍然有效，请在“证书管理”里核实，决定维持、暂停还是撤销。",
        "/console/certificates");

    private static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");
}
