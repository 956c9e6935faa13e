using Training.Platform.Display;

namespace Training.Modules.Certification.Pages;

/// <summary>The frame that the pages of schemes share.</summary>
internal static class SchemePage
{
    public static void Schemes(this PageFrame frame, string title)
    {
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "schemes";
        frame.Title = title;
    }
}
