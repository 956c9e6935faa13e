namespace Training.Modules.People.Models;

/// <summary>学校类型 (domain/organisation.md §1). Stored in the figures as numbers: never renumber.</summary>
public enum SchoolKind : byte
{
    Kindergarten = 1, Primary = 2, JuniorSecondary = 3, SeniorSecondary = 4, CompleteSecondary = 5, NineYear = 6, TwelveYear = 7,
    Vocational = 8, SpecialNeeds = 9, Specialized = 10,
}

public static class SchoolKinds
{
    /// <summary>Chinese name, a source string for <see cref="Platform.Localization.Text"/>.</summary>
    public static string Title(this SchoolKind kind) => kind switch
    {
        SchoolKind.Kindergarten => "幼儿园",
        SchoolKind.Primary => "小学",
        SchoolKind.JuniorSecondary => "初级中学",
        SchoolKind.SeniorSecondary => "高级中学",
        SchoolKind.CompleteSecondary => "完全中学",
        SchoolKind.NineYear => "九年一贯制学校",
        SchoolKind.TwelveYear => "十二年一贯制学校",
        SchoolKind.Vocational => "中等职业学校",
        SchoolKind.SpecialNeeds => "特殊教育学校",
        _ => "专门学校",
    };
}
