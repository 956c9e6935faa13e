namespace Training.Modules.Directories.Models;

/// <summary>Words of the resource directory, as source strings (domain/directory.md §1).</summary>
public static class ResourceCategories
{
    public const string Emergency = "紧急救助", Hotline = "心理热线", Online = "线上心理咨询", YouthLine = "青少年服务热线",
        WomensLine = "妇女维权热线", Station = "心理咨询室与未保站", Hospital = "精神专科与综合医院心理科", Health = "社区卫生服务",
        SocialWork = "社会工作与社会组织", Law = "司法与法律援助", Welfare = "救助与福利", Parenting = "家庭教育指导",
        Places = "活动阵地(儿童之家、童心港湾等)";

    public static readonly IReadOnlyList<string> All =
        [Emergency, Hotline, Online, YouthLine, WomensLine, Station, Hospital, Health, SocialWork, Law, Welfare, Parenting, Places];

    /// <summary>Lines that people call for support; they are checked more often.</summary>
    public static bool IsHotline(string category) => category is Hotline or YouthLine or WomensLine;
}

/// <summary>Who runs a service: decides the order of the list.</summary>
public static class ResourceLevels
{
    public const string National = "国家", City = "市", District = "区", SubDistrict = "街镇";
    public static readonly IReadOnlyList<string> All = [National, City, District, SubDistrict];
}
