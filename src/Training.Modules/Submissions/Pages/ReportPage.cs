using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Submissions.Pages;

/// <summary>What the pages of this module share: their place in the console.</summary>
public abstract class ReportPage(PageFrame frame, Text text) : PageModel
{
    protected Text Text { get; } = text;

    protected void SetFrame(string title, string nav = "reports")
    {
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = nav;
        frame.Title = title;
    }
}
