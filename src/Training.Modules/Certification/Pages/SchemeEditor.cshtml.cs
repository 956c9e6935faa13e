using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.People.Models;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Pages;

/// <summary>The form of a draft. Every button sends the whole form, so it works without script and nothing that was typed is lost.</summary>
[Authorize(CertificationPermissions.ManageSchemes)]
[RequestFormLimits(ValueCountLimit = 6_000)]
public sealed class SchemeEditorModel(DraftDesk desk, SchemeSubjectsQuery subjects, PageFrame frame, Text text) : PageModel
{
    public OpenDraft Open { get; private set; } = null!;
    public SchemeForm Form { get; private set; } = new();
    public SchemeSubjects Subjects { get; private set; } = null!;

    /// <summary>Number of the save that the form is based on.</summary>
    public int BasedOn { get; private set; }

    /// <summary>Of what is saved, or of what somebody else saved.</summary>
    public IReadOnlyList<OutlineLine> Outline { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Problems { get; private set; } = new Dictionary<string, string>();
    public IReadOnlyList<string> Obstacles { get; private set; } = [];

    /// <summary>The form differs from what is saved.</summary>
    public bool Touched { get; private set; }

    /// <summary>The save of somebody else that came first; null = none.</summary>
    public DraftRevision? Overtaken { get; private set; }

    /// <summary>From theirs to mine.</summary>
    public IReadOnlyList<OutlineChange> Changes { get; private set; } = [];

    [TempData] public string? Done { get; set; }

    public string? ProblemOf(string input) => Problems.GetValueOrDefault(input);

    /// <summary>Where the page shows a fault: its input, or the rule where the rule as a whole is wrong.</summary>
    public string AnchorOf(string input) => input == "paths" ? "paths" : "f-" + (input.EndsWith(":kind", StringComparison.Ordinal) ? input[..^5] : input).Replace('.', '-').Replace(':', '-');

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (!await LoadAsync(reference, cancel)) return NotFound();
        Form = SchemeFormWriter.Of(Open.Draft.Title, Open.Rules, Open.Saved?.EffectiveFrom, Open.Draft.Note);
        BasedOn = Open.Number;
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(string reference, string? what, int basedOn, CancellationToken cancel)
    {
        if (!await LoadAsync(reference, cancel) || Open.IsShipped) return NotFound();
        (Form, BasedOn) = (SchemeForm.Read(Request.Form), basedOn);
        if (what is not null and not "save")
        {
            SchemeFormEdit.Apply(Form, what, Request.Form);
            Touched = true;
            return Page();
        }
        var read = SchemeFormRules.Read(Form, Subjects);
        if (read.Problems.Count > 0)
        {
            Problems = read.Problems;
            return Page();
        }
        if (await desk.SaveAsync(Open, basedOn, read, User, cancel))
        {
            Done = text["草案已保存。"];
            return Redirect($"{Request.PathBase}/console/schemes/{reference}");
        }
        // Somebody was first, or the draft was published or dropped meanwhile.
        if (!await LoadAsync(reference, cancel)) return NotFound();
        (Overtaken, BasedOn, Touched) = (Open.Saved, Open.Number, true);
        Changes = OutlineChange.Between(Outline, text.Outline(read.Title, read.Rules, Subjects));
        return Page();
    }

    public async Task<IActionResult> OnPostDropAsync(string reference, CancellationToken cancel)
    {
        if (!await LoadAsync(reference, cancel) || Open.IsShipped) return NotFound();
        await desk.DropAsync(Open, cancel);
        Done = text["草案已删除。"];
        return Redirect(Request.PathBase + "/console/schemes");
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken cancel)
    {
        if (await desk.FindAsync(reference, cancel) is not { } open) return false;
        Open = open;
        Subjects = await subjects.AllAsync(cancel);
        Outline = text.Outline(open.Draft.Title, open.Rules, Subjects);
        Obstacles = Feasibility.Of(open.Rules, Subjects);
        frame.Schemes(text["{0}方案草案", text[open.Draft.Role.Title()]]);
        return true;
    }
}
