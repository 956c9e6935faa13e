using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Schemes;

/// <summary>A file <c>content/schemes/{role-slug}.yaml</c>: the rules of one role.</summary>
public sealed record SchemeFile
{
    [Description("方案的固定标识，不再改动，例如 scheme-child-director"), RegularExpression("scheme-[a-z-]+")]
    public required string Key { get; init; }

    [Description("受训角色")]
    public required TrainingRole Role { get; init; }

    [Description("方案名称，印在证书上"), StringLength(80, MinimumLength = 2)]
    public required string Title { get; init; }

    [Description("第几版，从 1 起"), Range(1, 999)]
    public required int Version { get; init; }

    [Description("从哪一天起施行；已过的日子改了内容，从导入当天起算新版")]
    public required DateOnly EffectiveFrom { get; init; }

    [Description("全部满足即完训"), Length(1, 60)]
    public required IReadOnlyList<SchemeFileRequirement> Requirements { get; init; }

    public required SchemeFileValidity Validity { get; init; }

    public required SchemeFileRenewal Renewal { get; init; }

    [Description("新版施行后，已经开始的人还可以按这一版学完的月数"), Range(0, 24)]
    public int TransitionMonths { get; init; } = 6;

    [Description("知识检测及格线，百分比"), Range(50, 100)]
    public required int PassPercent { get; init; }

    [Description("证书上的学时，等于必修模块学时之和"), Range(0.5, 200)]
    public required decimal Hours { get; init; }

    [Description("给维护人员看的说明，不显示给学员"), StringLength(400, MinimumLength = 0)]
    public string Note { get; init; } = "";

    internal SchemeRules ToRules() => new()
    {
        Requirements = [.. Requirements.Select(r => r.ToRule())],
        ValidityMonths = Validity.Months,
        ValidityBasis = Validity.Basis,
        Renewal = new()
        {
            OpensDaysBefore = Renewal.OpensDaysBefore,
            ClosesDaysAfter = Renewal.ClosesDaysAfter,
            Basis = Renewal.Basis,
            Requirements = [.. Renewal.Requirements.Select(r => r.ToRule())],
        },
        TransitionMonths = TransitionMonths,
        PassPercent = PassPercent,
        Hours = Hours,
    };
}

public sealed record SchemeFileRequirement
{
    [Description("Module 模块；Scenario 情景")]
    public required RequirementKind Kind { get; init; }

    [Description("模块代码或情景编号"), RegularExpression("[A-Z][0-9]{1,2}")]
    public required string Subject { get; init; }

    [Description("依据：Policy 政策规定；DistrictRule 区里规定；ProductDefault 平台默认")]
    public required Basis Basis { get; init; }

    internal Requirement ToRule() => new(Kind, Subject, Basis);
}

public sealed record SchemeFileValidity
{
    [Description("有效期，日历月；最后一天当天仍有效"), Range(1, 120)]
    public required int Months { get; init; }

    public required Basis Basis { get; init; }
}

public sealed record SchemeFileRenewal
{
    [Description("到期前多少天可以开始续证"), Range(0, 365)]
    public required int OpensDaysBefore { get; init; }

    [Description("到期后多少天之内仍可续证，过后全部重修"), Range(0, 730)]
    public required int ClosesDaysAfter { get; init; }

    public required Basis Basis { get; init; }

    [Description("续证要重新满足的要求"), Length(1, 60)]
    public required IReadOnlyList<SchemeFileRequirement> Requirements { get; init; }
}
