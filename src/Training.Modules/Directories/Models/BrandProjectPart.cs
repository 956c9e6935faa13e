using Training.Modules.People.Models;
using Training.Platform.Contents;

namespace Training.Modules.Directories.Models;

public enum ProjectStatus { Active, Paused, Ended }

/// <summary>品牌项目 (domain/directory.md §1). What a district has not filled in yet is null.</summary>
public sealed record BrandProjectPart : IContentPart
{
    public const string ContentType = "BrandProject";

    /// <summary>All 街镇 of the district, in <see cref="Coverage"/>.</summary>
    public const string Everywhere = "all";

    public static string PartName => "BrandProjectPart";

    /// <summary>Last part of the address: lower-case letters, digits and hyphens.</summary>
    public string Slug { get; init; } = "";

    public string Category { get; init; } = "";

    /// <summary>牵头部门, only where a source names it for this project alone.</summary>
    public Line? Lead { get; init; }

    /// <summary>Owners in the words of the source, e.g. 区民政局、区妇联、团区委 where they are named jointly.</summary>
    public string LeadText { get; init; } = "";

    public IReadOnlyList<string> Audience { get; init; } = [];
    public string Summary { get; init; } = "";
    public string? HowToApply { get; init; }

    /// <summary><see cref="Everywhere"/>, or names of 街镇 joined by 、.</summary>
    public string Coverage { get; init; } = Everywhere;

    public ProjectStatus Status { get; init; }
    public string Source { get; init; } = "";
    public DateOnly? VerifiedOn { get; init; }
    public string? VerifiedBy { get; init; }

    /// <summary>Whether the source names the department of the line as owner, alone or with others.</summary>
    public bool Concerns(Line line) => Lead is { } lead ? lead == line : LeadText.Contains(DepartmentWord(line), StringComparison.Ordinal);

    private static string DepartmentWord(Line line) => line switch
    {
        Line.CivilAffairs => "民政",
        Line.Education => "教育",
        Line.WomensFederation => "妇联",
        Line.YouthLeague => "团区委",
        _ => "卫生健康",
    };
}
