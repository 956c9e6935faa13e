using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Records.Pages;

/// <summary>What every page of the console's records has in common.</summary>
public abstract class DeskPage(PageFrame frame, Text text) : PageModel
{
    /// <summary>Key of the entry in the console's navigation.</summary>
    public const string RecordsNav = "records", OutsideNav = "outside";

    protected Text Text { get; } = text;

    /// <param name="title">Already localized.</param>
    protected void SetFrame(string title, string nav = RecordsNav)
    {
        (frame.Title, frame.Area, frame.Layout, frame.Nav) = (title, Area.Console, "Layout-Console", nav);
    }
}
