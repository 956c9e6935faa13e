namespace Training.Modules.Directories.Models;

/// <summary>Rules on resources (domain/directory.md §1, §4).</summary>
public static class ResourceRules
{
    /// <summary>Days for which a check counts; hotlines are checked monthly.</summary>
    public const int CheckDays = 90, HotlineCheckDays = 30;

    /// <summary>The printed handbook is used longer: older entries ask the reader to call first.</summary>
    public const int PrintedCheckDays = 180;

    /// <summary>Last day of a check; null = never checked.</summary>
    public static DateOnly? CheckedThrough(this ResourcePart resource) =>
        resource.VerifiedOn?.AddDays(ResourceCategories.IsHotline(resource.Category) ? HotlineCheckDays : CheckDays);

    /// <summary>
    /// 信息待核: the entry stays in the list, but says so. 110, 119 and 120 are common knowledge and need no check: a doubt
    /// beside them could cost time that somebody does not have.
    /// </summary>
    public static bool NeedsCheck(this ResourcePart resource, DateOnly today) =>
        resource.Category != ResourceCategories.Emergency && !(resource.CheckedThrough() >= today);

    /// <summary>请先电话确认 in the printed handbook.</summary>
    public static bool CallFirst(this ResourcePart resource, DateOnly today) =>
        !(resource.VerifiedOn?.AddDays(PrintedCheckDays) >= today);

    /// <summary>The name where the number stands before it and 24 小时 behind it: neither is said twice.</summary>
    public static string NameBesideNumber(this ResourcePart resource, string title)
    {
        var name = resource.Phone is { } phone && title.StartsWith(phone, StringComparison.Ordinal) ? title[phone.Length..].Trim() : title;
        return resource.Open24h ? name.Replace(" 24 小时", "", StringComparison.Ordinal) : name;
    }

    /// <summary>Fixed order of every list: 24-hour emergency, own street, district, city, all else.</summary>
    public static int Rank(this ResourcePart resource) => resource switch
    {
        { Category: ResourceCategories.Emergency, Open24h: true } => 0,
        { SubDistrict: not null } or { Level: ResourceLevels.SubDistrict } => 1,
        { Level: ResourceLevels.District } => 2,
        { Level: ResourceLevels.City } => 3,
        _ => 4,
    };
}
