using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Services;
using Training.Modules.Practice.Models;
using Training.Modules.Practice.Services;
using Training.Platform.Display;

namespace Training.Modules.Learning.Pages;

/// <summary>One module: what it gives, its lessons with the reader's state, and the one thing to do next. Four queries.</summary>
public sealed partial class ModulePageModel(
    Catalog catalog, ReadingProgress reading, KnowledgeChecks checks, Scenarios scenarios, EvidenceLedger ledger, PageFrame frame, HtmlEncoder encoder) : PageModel
{
    public ModuleProgress Progress { get; private set; } = null!;
    public ModuleView Module => Progress.Module;

    /// <summary>Null when the module has no published question bank.</summary>
    public Check? Check { get; private set; }

    public CheckStatus CheckStatus { get; private set; } = new();

    /// <summary>Scenarios that exercise this module.</summary>
    public IReadOnlyList<(Scenario Scenario, ScenarioStatus Status)> Scenarios { get; private set; } = [];

    /// <summary>The check opens when the lessons are done; who has passed or begun it is never shut out again.</summary>
    public bool CheckOpen => Progress.AllLessonsDone || CheckStatus.Passed || CheckStatus.OpenAttemptRef is not null;

    /// <summary>先测后免 is open: not a red-line module, lessons left to skip, nothing begun or waiting.</summary>
    public bool CanTestOut => Check is not null && Known && !Module.Part.RedLine && Module.Lessons.Count > 0 && !Progress.AllLessonsDone && CheckStatus.MayTestOut;

    /// <summary>The reader is a person on the roster.</summary>
    private bool Known => User.PersonId() is not null;

    /// <summary>First sentence of the review note; what follows it is for the reviewers.</summary>
    public string ReviewedBy => Module.Part.ReviewNote is var note && note.IndexOf('。', StringComparison.Ordinal) is > 0 and var end ? note[..(end + 1)] : note;

    /// <summary>The title with quoted terms kept on one line (design README, breaking).</summary>
    public IHtmlContent Heading => new HtmlString(Quoted().Replace(encoder.Encode(Module.Title), "<span class=\"nb\">$0</span>"));

    [GeneratedRegex("“[^”]{1,10}”")]
    private static partial Regex Quoted();

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (await catalog.ByCodeAsync(code, cancel) is not { } module) return NotFound();
        Check = await checks.ByCodeAsync(module.Code, cancel);
        var practiced = (await scenarios.AllAsync(cancel)).Where(s => s.Part.Modules.Contains(module.Code)).ToList();
        IReadOnlyDictionary<string, LessonState> states = new Dictionary<string, LessonState>();
        IReadOnlyList<Evidence> evidence = [];
        IReadOnlyDictionary<string, ScenarioStatus> runs = new Dictionary<string, ScenarioStatus>();
        if (User.PersonId() is { } person)
        {
            states = await reading.ForPersonAsync(person, cancel);
            evidence = await ledger.ForPersonAsync(person, cancel);
            CheckStatus = (await checks.StatusAsync(person, cancel)).GetValueOrDefault(module.Code) ?? new();
            if (practiced.Count > 0) runs = await scenarios.StatusAsync(person, cancel);
        }
        Progress = ModuleProgress.Of(module, states, CheckStatus.Passed, evidence);
        Scenarios = [.. practiced.Select(s => (s, runs.GetValueOrDefault(s.Id) ?? new ScenarioStatus()))];
        frame.Title = module.Title;
        frame.Nav = "home";
        frame.CrisisOpen = module.Sensitive;
        return Page();
    }
}
