using Training.Modules.Exchange.Format;

namespace Training.Modules.Exchange.Pages;

/// <summary>What each file holds, Chinese source strings.</summary>
public static class FactWords
{
    public static string About(FactFile file) => Words[FactFiles.All.ToList().IndexOf(file)];

    private static readonly string[] Words =
    [
        "单位：区、街镇、居民区、学校",
        "单位以前归哪里：合并以前的街镇",
        "人员：工号、姓名，手机号可以不带",
        "任职：谁、什么岗位、哪个条线和街镇、起止日期",
        "请假",
        "免训",
        "认证方案的各个版本",
        "模块的强制更新和重要更新",
        "课程向哪些街镇从哪一天起开放",
        "学习记录",
        "完成记录；原系统只有这个的，也够了",
        "证书",
        "证书的暂停、恢复和撤销",
    ];
}
