using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Roster.Models;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Roster.Pages;

/// <summary>What every page of the roster has in common.</summary>
public abstract class RosterPage(PageFrame frame, Text text) : PageModel
{
    protected Text Text { get; } = text;

    public IReadOnlyList<RosterProblem> Problems { get; private set; } = [];

    /// <summary>Somebody else changed the person after the form was opened.</summary>
    public bool Overtaken { get; private set; }

    /// <summary>What was done by the request before this one.</summary>
    [TempData] public string? Done { get; set; }

    public string? Invalid(string field) => Problems.Any(p => p.Field == field) ? "true" : null;

    protected void SetFrame(string title)
    {
        (frame.Title, frame.Area, frame.Layout, frame.Nav) = (title, Area.Console, "Layout-Console", "roster");
    }

    protected void Show(RosterAnswer answer) => (Problems, Overtaken) = (answer.Problems, answer.Overtaken);

    protected void Show(IReadOnlyList<RosterProblem> problems) => Problems = problems;

    /// <summary>Days typed that are none: refused before anything else.</summary>
    protected static IReadOnlyList<RosterProblem> NoDays(params (string Field, string? Typed)[] days) =>
        [.. days.Where(d => RosterWords.IsNoDay(d.Typed)).Select(d => new RosterProblem(d.Field, "日期写成 2026-09-01 这样。"))];
}
