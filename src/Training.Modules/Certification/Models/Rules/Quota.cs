using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Training.Modules.Certification.Models.Rules;

/// <summary>A part of the hours with a least and, where wanted, a most that is counted. Quotas inside it are parts of the part.</summary>
public sealed record Quota
{
    [Description("怎么称呼这一部分，显示给学员；不写则用层级、类别、专题的名称"), StringLength(40, MinimumLength = 1)]
    public string? Label { get; init; }

    [Description("哪些证据属于这一部分；里层的限额只看外层已经算进来的")]
    public required EvidenceFilter Filter { get; init; }

    [Description("这一部分至少多少，单位与外层相同"), Range(0, 1000)]
    public decimal AtLeast { get; init; }

    [Description("这一部分最多计入多少；不写表示不限"), Range(0, 1000)]
    public decimal? AtMost { get; init; }

    [Description("其中又至少多少"), Length(1, 20)]
    public IReadOnlyList<Quota>? Quotas { get; init; }

    internal string Name(string outer)
    {
        var own = Label ?? Filter.Words();
        return outer.Length == 0 || own.StartsWith(outer, StringComparison.Ordinal) ? own : $"{outer} {own}";
    }
}
