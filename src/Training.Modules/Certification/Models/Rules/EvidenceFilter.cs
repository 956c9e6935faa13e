using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Training.Modules.Certification.Models.Rules;

/// <summary>Which evidence is worth hours. What is not named is not asked; with nothing named every evidence with hours counts.</summary>
public sealed record EvidenceFilter
{
    [Description("证据种类"), Length(1, 8)]
    public IReadOnlyList<RequirementKind>? Kinds { get; init; }

    [Description("只算这些代码"), Length(1, 60)]
    public IReadOnlyList<string>? Subjects { get; init; }

    [Description("不算这些代码，例如必修模块不算选修学时"), Length(1, 60)]
    public IReadOnlyList<string>? Except { get; init; }

    [Description("主线，模块代码的首字母，例如 T、F"), Length(1, 10)]
    public IReadOnlyList<string>? Strands { get; init; }

    [Description("类别，例如 师德素养"), Length(1, 20)]
    public IReadOnlyList<string>? Categories { get; init; }

    [Description("层级，例如 区级"), Length(1, 20)]
    public IReadOnlyList<string>? Levels { get; init; }

    [Description("专题，例如 家庭教育指导"), Length(1, 20)]
    public IReadOnlyList<string>? Topics { get; init; }

    public bool Matches(in Proof proof) =>
        (Kinds is null || Has(Kinds, proof.Kind))
        && (Strands is null || (proof.Kind == RequirementKind.Module && proof.Subject.Length > 0 && HasStrand(proof.Subject[0])))
        && (Subjects is null || Has(Subjects, proof.Subject))
        && (Except is null || !Has(Except, proof.Subject))
        && (Categories is null || Has(Categories, proof.Category))
        && (Levels is null || Has(Levels, proof.Level))
        && (Topics is null || Has(Topics, proof.Topic));

    /// <summary>What it is called where the scheme gives no name: the words that it asks for, e.g. 区级 家庭教育指导.</summary>
    internal string Words() => string.Join(' ', new[] { Levels, Categories, Topics }.OfType<IReadOnlyList<string>>().Select(words => string.Join('、', words)));

    /// <summary>True when no evidence can match both.</summary>
    internal bool IsApartFrom(EvidenceFilter other) =>
        Apart(Subjects, other.Subjects) || Apart(Strands, other.Strands) || Apart(Categories, other.Categories) || Apart(Levels, other.Levels)
        || Apart(Topics, other.Topics) || (Kinds is not null && other.Kinds is not null && !Kinds.Intersect(other.Kinds).Any());

    private static bool Apart(IReadOnlyList<string>? a, IReadOnlyList<string>? b) => a is not null && b is not null && !a.Intersect(b).Any();

    private bool HasStrand(char letter)
    {
        for (var i = 0; i < Strands!.Count; i++) if (Strands[i].Length > 0 && Strands[i][0] == letter) return true;
        return false;
    }

    private static bool Has(IReadOnlyList<string> list, string? value)
    {
        for (var i = 0; i < list.Count; i++) if (list[i] == value) return true;
        return false;
    }

    private static bool Has(IReadOnlyList<RequirementKind> list, RequirementKind value)
    {
        for (var i = 0; i < list.Count; i++) if (list[i] == value) return true;
        return false;
    }
}
