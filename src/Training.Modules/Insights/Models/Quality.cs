using Training.Modules.People.Models;

namespace Training.Modules.Insights.Models;

/// <summary>What may be wrong with the roster.</summary>
public enum QualityCheck { NoPhone, SharedPhone, NoAccount, NoEmail, NoWorkUnit, DoublePost, NoPost, AlikeStaffNo }

/// <summary>The posts of a street and how many have which fault.</summary>
public sealed record StreetQuality(int Street, int Posts, IReadOnlyDictionary<QualityCheck, int> Faults, int Supervisors)
{
    /// <summary>Entries that every post should have.</summary>
    private static readonly QualityCheck[] Entries = [QualityCheck.NoPhone, QualityCheck.NoAccount, QualityCheck.NoEmail, QualityCheck.NoWorkUnit];

    /// <summary>0–100: entries that are there, of all that should be; null without posts. Rounded down, so that 100 means all.</summary>
    public int? Score => Posts == 0 ? null : (int)(100L * ((Entries.Length * (long)Posts) - Entries.Sum(Of)) / (Entries.Length * (long)Posts));

    public int Of(QualityCheck check) => Faults.GetValueOrDefault(check);
}

public static class QualityChecks
{
    /// <summary>Checks that belong to a post in a street; the others to a person without post.</summary>
    public static readonly IReadOnlyList<QualityCheck> OfPosts =
        [QualityCheck.NoPhone, QualityCheck.SharedPhone, QualityCheck.NoAccount, QualityCheck.NoEmail, QualityCheck.NoWorkUnit, QualityCheck.DoublePost];

    /// <summary>Chinese, a source string for <see cref="Platform.Localization.Text"/>.</summary>
    public static string Title(this QualityCheck check) => check switch
    {
        QualityCheck.NoPhone => "没有手机号",
        QualityCheck.SharedPhone => "手机号和别人相同",
        QualityCheck.NoAccount => "没有账号",
        QualityCheck.NoEmail => "没有确认过的邮箱",
        QualityCheck.NoWorkUnit => "没写居民区或单位",
        QualityCheck.DoublePost => "同一岗位重复任职",
        QualityCheck.NoPost => "没有任职也没有管理权限",
        _ => "工号只差大小写或空格",
    };

    /// <summary>What to do about it.</summary>
    public static string Fix(this QualityCheck check) => check switch
    {
        QualityCheck.NoPhone => "请街镇补手机号：没有手机号，本人只能用工号登录，也收不到短信。",
        QualityCheck.SharedPhone => "请核对是谁的号码：号码相同的人都不能用手机号登录。",
        QualityCheck.NoAccount => "请站点管理员发账号：没有账号就学不了，也收不到提醒。",
        QualityCheck.NoEmail => "请本人在“我的”里填邮箱并确认；没有邮箱只有站内提醒。",
        QualityCheck.NoWorkUnit => "请街镇补居民区、学校或单位。",
        QualityCheck.DoublePost => "同一个人同一岗位，时间有重叠：会计两次应训。请核对，结束多出来的一条。",
        QualityCheck.NoPost => "请核对是不是已经离岗，还是漏了任职。",
        _ => "很可能是同一个人录了两次，请核对。",
    };
}
