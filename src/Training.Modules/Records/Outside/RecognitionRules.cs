using Microsoft.EntityFrameworkCore;
using Training.Modules.Records.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;

namespace Training.Modules.Records.Outside;

/// <summary>What the form of a rule holds.</summary>
public sealed record RuleDraft
{
    public int Order { get; init; }
    public string TitleWords { get; init; } = "";
    public OrganizerKind? OrganizerKind { get; init; }
    public int Percent { get; init; }
    public decimal HoursMax { get; init; }
    public string? Category { get; init; }
    public string? Level { get; init; }
    public string? Topic { get; init; }
    public string Subject { get; init; } = "";

    public static RuleDraft Of(RecognitionRule rule) => new()
    {
        Order = rule.Order, TitleWords = rule.TitleWords, OrganizerKind = rule.OrganizerKind, Percent = rule.Percent, HoursMax = rule.HoursMax,
        Category = rule.Category, Level = rule.Level, Topic = rule.Topic, Subject = rule.Subject,
    };

    /// <returns>What is wrong, in Chinese; null = may be saved.</returns>
    public string? Refuse() =>
        Order is < 1 or > 999 ? "次序写 1 到 999 的整数，小的先用。"
        : TitleWords.Length > 60 ? "名称里的词最多 60 个字。"
        : Percent is < 1 or > 100 ? "折算比例写 1 到 100。"
        : HoursMax <= 0 || HoursMax > EntryRules.HoursMax || decimal.Round(HoursMax, 2) != HoursMax ? $"最多学时在 0.25 到 {EntryRules.HoursMax} 之间。"
        : Subject.Length is 0 or > EntryRules.SubjectMax ? "请写记在哪个编号下，例如 外部培训。"
        : new[] { Category, Level, Topic }.Any(w => w?.Length > EntryRules.WordMax) ? $"类别、层级、专题最多 {EntryRules.WordMax} 个字。"
        : null;

    internal void WriteTo(RecognitionRule rule)
    {
        (rule.Order, rule.TitleWords, rule.OrganizerKind, rule.Percent, rule.HoursMax) = (Order, TitleWords, OrganizerKind, Percent, HoursMax);
        (rule.Category, rule.Level, rule.Topic, rule.Subject) = (Category, Level, Topic, Subject);
    }
}

/// <summary>The district's table of 认定规则.</summary>
public sealed class RecognitionRules(TenantDb db, AuditLog audit, UnitOfWork unit)
{
    public const int Most = 100;

    public Task<List<RecognitionRule>> AllAsync(CancellationToken cancel) =>
        db.Set<RecognitionRule>().AsNoTracking().OrderBy(r => r.Order).ThenBy(r => r.Id).Take(Most).ToListAsync(cancel);

    /// <returns>A Chinese message when it was refused; null when it is saved.</returns>
    public Task<string?> AddAsync(RuleDraft draft, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        if (await db.Set<RecognitionRule>().CountAsync(cancel) >= Most) return $"规则最多 {Most} 条，请先删去不用的。";
        var rule = new RecognitionRule { Order = draft.Order, TitleWords = draft.TitleWords, Percent = draft.Percent, HoursMax = draft.HoursMax, Subject = draft.Subject };
        draft.WriteTo(rule);
        db.Add(rule);
        audit.Add("RecognitionRule", "Added", rule.Ref, Describe(draft));
        return null;
    }, cancel);

    /// <param name="version">Of the rule on which the form was based.</param>
    /// <returns>False when somebody else has changed or removed it since: nothing was saved.</returns>
    public Task<bool> SaveAsync(string reference, int version, RuleDraft draft, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var rule = await db.Set<RecognitionRule>().FirstOrDefaultAsync(r => r.Ref == reference && r.Version == version, cancel);
        if (rule is null) return false;
        audit.Add("RecognitionRule", "Changed", reference, $"{Describe(draft)}（原为：{Describe(RuleDraft.Of(rule))}）");
        draft.WriteTo(rule);
        rule.Version++;
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }, cancel);

    /// <returns>False when somebody else has changed or removed it since.</returns>
    public Task<bool> RemoveAsync(string reference, int version, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        if (await db.Set<RecognitionRule>().Where(r => r.Ref == reference && r.Version == version).ExecuteDeleteAsync(cancel) == 0) return false;
        audit.Add("RecognitionRule", "Removed", reference, "删去一条认定规则。");
        return true;
    }, cancel);

    private static string Describe(RuleDraft d) =>
        $"第 {d.Order} 条：名称含“{d.TitleWords}”，主办方 {d.OrganizerKind?.Title() ?? "不限"}，按 {d.Percent}%，最多 {d.HoursMax:0.##} 学时，记在 {d.Subject}";
}
