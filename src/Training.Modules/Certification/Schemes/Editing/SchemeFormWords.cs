using Training.Modules.Certification.Explaining;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Queries;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Schemes.Editing;

/// <summary>Chinese names on the form, source strings for <see cref="Text"/>.</summary>
public static class SchemeFormWords
{
    public static string TitleOf(RuleFieldKind kind) => kind switch
    {
        RuleFieldKind.All => "全部满足",
        RuleFieldKind.Some => "满足其中几项",
        RuleFieldKind.Hours => "学时合计",
        RuleFieldKind.Quota => "限额",
        RuleFieldKind.Changed => "只学改过的模块",
        _ => RuleWords.TitleOf(Enum.Parse<RequirementKind>(kind.ToString())),
    };

    public static (string, string)[] Bases(Text text) =>
        [.. new[] { Basis.DistrictRule, Basis.ProductDefault, Basis.Policy }.Select(b => (b.ToString(), text[b.Title()]))];
}
