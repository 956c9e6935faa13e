using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;
using Training.Platform.Contents;

namespace Training.Modules.Certification.Schemes;

/// <summary>Whether a scheme holds, or is only proposed.</summary>
public enum SchemeStatus { InForce, Draft }

/// <summary>A file <c>content/schemes/{role-slug}.yaml</c> or <c>content/schemes/drafts/{role-slug}.yaml</c>: the rules of one role.</summary>
public sealed record SchemeFile
{
    [Description("方案的固定标识，不再改动，例如 scheme-child-director"), RegularExpression("scheme-[a-z-]+")]
    public required string Key { get; init; }

    [Description("受训角色")]
    public required TrainingRole Role { get; init; }

    [Description("方案名称，印在证书上"), StringLength(80, MinimumLength = 2)]
    public required string Title { get; init; }

    [Description("inForce 施行；draft 草案，放在 drafts 目录下，不施行，由区里决定何时施行")]
    [JsonConverter(typeof(CamelCaseWords<SchemeStatus>))]
    public SchemeStatus Status { get; init; }

    [Description("第几版，从 1 起"), Range(1, 999)]
    public required int Version { get; init; }

    [Description("从哪一天起施行；已过的日子改了内容，从导入当天起算新版")]
    public required DateOnly EffectiveFrom { get; init; }

    [Description("满足即完训")]
    public required Rule Requirements { get; init; }

    public required Validity Validity { get; init; }

    public required SchemeFileRenewal Renewal { get; init; }

    [Description("新版施行后，已经开始的人还可以按这一版学完的月数"), Range(0, 24)]
    public int TransitionMonths { get; init; } = 6;

    [Description("必修模块的知识检测和结业考试至少多少分才算，百分比；条目写了 minScore 的按条目，没有分数的证据照常算"), Range(50, 100)]
    public required int PassPercent { get; init; }

    [Description("证书上的学时，等于必修模块学时加选修学时"), Range(0.5, 400)]
    public required decimal Hours { get; init; }

    [Description("给维护人员看的说明，不显示给学员"), StringLength(400, MinimumLength = 0)]
    public string Note { get; init; } = "";

    public SchemeRules ToRules() => new()
    {
        Requirements = Requirements,
        Validity = Validity,
        Renewal = new()
        {
            OpensDaysBefore = Renewal.OpensDaysBefore,
            ClosesDaysAfter = Renewal.ClosesDaysAfter,
            Basis = Renewal.Basis,
            Paths = [.. Renewal.Paths.Select(p => new RenewalPath { Title = p.Title, FromCycle = p.FromCycle, EveryCycles = p.EveryCycles, Requirements = p.Requirements })],
        },
        TransitionMonths = TransitionMonths,
        PassPercent = PassPercent,
        Hours = Hours,
    };
}

public sealed record SchemeFileRenewal
{
    [Description("到期前多少天可以开始续证"), Range(0, 365)]
    public required int OpensDaysBefore { get; init; }

    [Description("到期后多少天之内仍可续证，过后全部重修"), Range(0, 730)]
    public required int ClosesDaysAfter { get; init; }

    public required Basis Basis { get; init; }

    [Description("第几次续证要满足什么"), Length(1, 12)]
    public required IReadOnlyList<SchemeFilePath> Paths { get; init; }
}

public sealed record SchemeFilePath
{
    [Description("名称，显示给学员，例如：年度轮训包"), StringLength(40, MinimumLength = 2)]
    public string? Title { get; init; }

    [Description("从第几次续证起用这一份，首次续证是 1；几份都合适时，用起始次数最大的"), Range(1, 50)]
    public int FromCycle { get; init; } = 1;

    [Description("隔几次用一次：1 每次，2 隔一次，0 只用一次"), Range(0, 50)]
    public int EveryCycles { get; init; } = 1;

    [Description("续证要满足什么")]
    public required Rule Requirements { get; init; }
}
