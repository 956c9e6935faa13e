using Training.Platform.Contents;

namespace Training.Modules.Directories.Models;

/// <summary>服务资源 (domain/directory.md §1). What is not known is null and is shown as not known, never guessed.</summary>
public sealed record ResourcePart : IContentPart
{
    public const string ContentType = "Resource";
    public static string PartName => "ResourcePart";

    /// <summary>One of <see cref="ResourceCategories.All"/>.</summary>
    public string Category { get; init; } = "";

    /// <summary>As printed, e.g. 400-821-6787; null = there is no number.</summary>
    public string? Phone { get; init; }

    /// <summary>Digits for a <c>tel:</c> link.</summary>
    public string? Tel { get; init; }

    /// <summary>Address on the web, https only.</summary>
    public string? Web { get; init; }

    public IReadOnlyList<string> Audience { get; init; } = [];
    public string? Ages { get; init; }
    public IReadOnlyList<string> Mode { get; init; } = [];
    public string Fee { get; init; } = "不详";
    public string? Address { get; init; }
    public string? Hours { get; init; }
    public bool Open24h { get; init; }

    /// <summary>Name of the 街镇, e.g. 华阳路街道; null = the whole district or more.</summary>
    public string? SubDistrict { get; init; }

    /// <summary>One of <see cref="ResourceLevels.All"/>.</summary>
    public string Level { get; init; } = "";

    public string Summary { get; init; } = "";
    public string? Conditions { get; init; }
    public string? Access { get; init; }
    public string? Note { get; init; }
    public string Source { get; init; } = "";
    public DateOnly? VerifiedOn { get; init; }
    public string? VerifiedBy { get; init; }

    /// <summary>Position in the crisis strip, from 1; null = not in it.</summary>
    public int? CrisisBanner { get; init; }
}
