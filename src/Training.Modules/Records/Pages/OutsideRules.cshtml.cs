using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Records.Outside;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Records.Pages;

/// <summary>认定规则: the district's own table. A save based on an older one is refused, with both shown.</summary>
[Authorize(RecordPermissions.EditRecognitionRules)]
public sealed class OutsideRulesModel(RecognitionRules rules, PageFrame frame, Text text) : DeskPage(frame, text)
{
    public IReadOnlyList<RecognitionRule> Rules { get; private set; } = [];

    /// <summary>What was typed and refused, by ref of the rule; "" = the new one.</summary>
    public (string Ref, RuleDraft Draft)? Typed { get; private set; }

    public string? Refusal { get; private set; }

    [TempData] public string? Done { get; set; }

    public RuleDraft DraftOf(RecognitionRule rule) => Typed is { } typed && typed.Ref == rule.Ref ? typed.Draft : RuleDraft.Of(rule);

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    /// <param name="rule">Ref of the rule; empty = a new one.</param>
    /// <param name="do">save or remove.</param>
    public async Task<IActionResult> OnPostAsync(string? rule, int version, string? @do, CancellationToken cancel)
    {
        var draft = Read();
        if (@do == "remove" && rule is not null)
        {
            if (!await rules.RemoveAsync(rule, version, cancel)) Refusal = "没有删：另一位工作人员刚刚改过或删过这条规则。下面是现在的内容。";
        }
        else if (draft.Refuse() is { } wrong) (Refusal, Typed) = (wrong, (rule ?? "", draft));
        else if (string.IsNullOrEmpty(rule)) Refusal = await rules.AddAsync(draft, cancel);
        else if (!await rules.SaveAsync(rule, version, draft, cancel))
            (Refusal, Typed) = ("没有存上：另一位工作人员刚刚改过这条规则。表里是现在的内容，表单里是你填的，请对照后再存。", (rule, draft));
        if (Refusal is null)
        {
            Done = Text["认定规则已更新，以后的认定照新的来。"];
            return Redirect(Request.PathBase + "/console/outside/rules");
        }
        await FillAsync(cancel);
        return Page();
    }

    private RuleDraft Read() => new()
    {
        Order = Number("order"), TitleWords = Word("titleWords") ?? "", OrganizerKind = Enum.TryParse<OrganizerKind>(Word("organizerKind"), out var kind) && Enum.IsDefined(kind) ? kind : null,
        Percent = Number("percent"), HoursMax = RecordNewModel.ParseHours(Word("hoursMax")), Category = Word("category"), Level = Word("level"), Topic = Word("topic"),
        Subject = Word("subject") ?? "",
    };

    private string? Word(string field) => RecordNewModel.OrNull(Request.Form[field]);

    private int Number(string field) => int.TryParse(Word(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private async Task FillAsync(CancellationToken cancel)
    {
        SetFrame(Text["认定规则"], OutsideNav);
        Rules = await rules.AllAsync(cancel);
    }
}
