namespace Training.Modules.Records.Outside;

/// <summary>Chinese names, source strings for <see cref="Platform.Localization.Text"/>.</summary>
public static class OutsideWords
{
    public static string Title(this OrganizerKind kind) => kind switch
    {
        OrganizerKind.Government => "政府部门",
        OrganizerKind.School => "学校或教育单位",
        OrganizerKind.University => "高校或科研院所",
        OrganizerKind.SocialOrganization => "社会组织",
        OrganizerKind.OnlinePlatform => "网络学习平台",
        _ => "其他",
    };

    public static string Title(this OutsideState state) => state switch
    {
        OutsideState.Submitted => "待街镇核实",
        OutsideState.Verified => "街镇已核实",
        OutsideState.Recognized => "已认定",
        _ => "已退回",
    };

    /// <summary>Class of the mark before a state.</summary>
    public static string Mark(this OutsideState state) => state switch
    {
        OutsideState.Recognized => "ok",
        OutsideState.Returned => "warn",
        OutsideState.Verified => "info",
        _ => "draft",
    };
}
