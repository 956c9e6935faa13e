using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Exchange.Pages;

/// <summary>What the pages of facts have in common.</summary>
public abstract class FactsPage(PageFrame frame, Text text) : PageModel
{
    public const string Nav = "facts", Address = "/console/facts";

    protected Text Text { get; } = text;

    protected void SetFrame() => (frame.Title, frame.Area, frame.Layout, frame.Nav) = (Text["历史数据"], Area.Console, "Layout-Console", Nav);
}
