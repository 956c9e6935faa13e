using Microsoft.AspNetCore.Http;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Tenants;

namespace Training.Platform.Display;

/// <summary>What a page tells the layout around it. One a request; pages set it, layouts read it.</summary>
public sealed class PageFrame
{
    /// <summary>Already localized.</summary>
    public string Title { get; set; } = "";

    public Area Area { get; set; } = Area.Learner;

    /// <summary>Key of the current <see cref="MenuEntry"/>.</summary>
    public string Nav { get; set; } = "";

    /// <summary>Layout file without ending: Layout, Layout-Focus, Layout-Console or Layout-Print.</summary>
    public string Layout { get; set; } = "Layout";

    /// <summary>Crisis strip open and not foldable (domain/directory.md §5: sensitive modules and all scenarios).</summary>
    public bool CrisisOpen { get; set; }

    public string BodyClass { get; set; } = "";

    /// <summary>Names of the pieces that a layout places.</summary>
    public static readonly IReadOnlyList<string> SectionNames = ["head", "focusbar", "actionbar", "crumb", "lead", "actions", "scripts"];

    /// <summary>Pieces of HTML by name.</summary>
    public Dictionary<string, string> Sections { get; } = [];
}

/// <summary>The name and look of the site, from the tenant's settings.</summary>
public sealed record SiteSettings
{
    public string Name { get; init; } = "儿童关爱学习";
    public string SubName { get; init; } = "";
    public bool IsDemo { get; init; }

    /// <summary>Who is responsible for personal data, as the privacy notice names it; empty = a blank that says so (PIPL 17).</summary>
    public string Operator { get; init; } = "";

    /// <summary>How to reach the responsible office about personal data; empty = a blank that says so.</summary>
    public string Contact { get; init; } = "";
}
