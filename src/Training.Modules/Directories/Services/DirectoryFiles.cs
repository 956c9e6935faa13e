using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Training.Modules.Directories.Models;
using Training.Modules.People.Models;
using Training.Platform.Contents;

namespace Training.Modules.Directories.Services;

/// <summary><c>content/directories/projects.yaml</c>; the schema is content/schemas/project.schema.json.</summary>
public sealed record ProjectsFile
{
    public required IReadOnlyList<ProjectRow> Projects { get; init; }
}

public sealed record ProjectRow
{
    [Description("全库唯一，永不改变"), RegularExpression("project-[a-z0-9-]{1,60}")]
    public required string Key { get; init; }

    [Description("网址的最后一段"), RegularExpression("[a-z0-9-]{1,60}")]
    public required string Slug { get; init; }

    [StringLength(40, MinimumLength = 1)]
    public required string Name { get; init; }

    [RegularExpression("家庭监护支持|结对陪伴|居住环境|留守儿童|家庭教育")]
    public required string Category { get; init; }

    [Description("来源单独写明的牵头条线；没有写明就是 null")]
    public required Line? Lead { get; init; }

    [Description("来源里的责任单位原文"), StringLength(80, MinimumLength = 1)]
    public required string LeadText { get; init; }

    [Length(1, 6)]
    public required IReadOnlyList<string> Audience { get; init; }

    [StringLength(60, MinimumLength = 1)]
    public required string Summary { get; init; }

    [StringLength(2000, MinimumLength = 1)]
    public required string Body { get; init; }

    [Description("由区核对后填写")]
    public required string? HowToApply { get; init; }

    [Description("all，或用“、”分开的街镇名称"), StringLength(200, MinimumLength = 1)]
    public required string Coverage { get; init; }

    [JsonConverter(typeof(CamelCaseWords<ProjectStatus>))]
    public required ProjectStatus Status { get; init; }

    [StringLength(120, MinimumLength = 1)]
    public required string Source { get; init; }

    public required DateOnly? VerifiedOn { get; init; }
    public required string? VerifiedBy { get; init; }
}

/// <summary><c>content/directories/resources.yaml</c>; the schema is content/schemas/resource.schema.json.</summary>
public sealed record ResourcesFile
{
    public required IReadOnlyList<ResourceRow> Resources { get; init; }
}

public sealed record ResourceRow
{
    [Description("全库唯一，永不改变"), RegularExpression("resource-[a-z0-9-]{1,60}")]
    public required string Key { get; init; }

    [StringLength(40, MinimumLength = 1)]
    public required string Name { get; init; }

    public required string Category { get; init; }

    [Description("页面上的写法；没有号码就是 null"), RegularExpression(DirectoryChecks.PhonePattern)]
    public required string? Phone { get; init; }

    [Description("拨号用的数字，与 phone 一致"), RegularExpression("[0-9]{3,12}")]
    public required string? Tel { get; init; }

    [RegularExpression("https://[^\\s\"<>]{3,200}")]
    public string? Web { get; init; }

    [Length(1, 3)]
    public required IReadOnlyList<string> Audience { get; init; }

    [StringLength(20, MinimumLength = 1)]
    public string? Ages { get; init; }

    [Length(1, 4)]
    public required IReadOnlyList<string> Mode { get; init; }

    [RegularExpression("免费|收费|不详")]
    public required string Fee { get; init; }

    [StringLength(100, MinimumLength = 1)]
    public string? Address { get; init; }

    [StringLength(60, MinimumLength = 1)]
    public required string? Hours { get; init; }

    public required bool Open24h { get; init; }

    [Description("街镇名称；不限街镇就是 null"), RegularExpression(".{1,20}(街道|镇)")]
    public required string? SubDistrict { get; init; }

    [RegularExpression("国家|市|区|街镇")]
    public required string Level { get; init; }

    [StringLength(80, MinimumLength = 1)]
    public required string Summary { get; init; }

    [StringLength(120, MinimumLength = 1)]
    public string? Conditions { get; init; }

    [StringLength(120, MinimumLength = 1)]
    public string? Access { get; init; }

    [StringLength(160, MinimumLength = 1)]
    public required string? Note { get; init; }

    [StringLength(120, MinimumLength = 1)]
    public required string Source { get; init; }

    public required bool Published { get; init; }

    [Description("为什么还不发布，例如 待核实")]
    public string? Verify { get; init; }

    public DateOnly? VerifiedOn { get; init; }
    public string? VerifiedBy { get; init; }

    [Range(0, 9999)]
    public required int Order { get; init; }

    [Description("危机信息条里的位置；不在信息条里就是 null"), Range(1, 20)]
    public required int? CrisisBanner { get; init; }
}
