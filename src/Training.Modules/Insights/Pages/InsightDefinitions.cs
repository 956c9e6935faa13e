using Training.Modules.Insights.Models;

namespace Training.Modules.Insights.Pages;

/// <summary>What each figure of these pages means, in words. Chinese source strings.</summary>
public static class InsightDefinitions
{
    public static readonly (string Name, string Words) Lapse = ("到期",
        "今天有有效证书（含提前持证、请长假、课程还没有开放的）、不续证的话到那天应训而没有有效证书的人次。到那天已经离岗的不算，调动的算在新的街镇，今天已经过期、暂停、撤销的不算。");

    public static readonly (string Name, string Words) Seats = ("需要名额", "到那天应训而没有有效证书的人次：到期的、已经过期的、从未取证的、暂停或撤销的，还有到时计入的新人。场次按岗位分别取整。");

    public static readonly (string Name, string Words) Sessions = ("场次", "需要名额 ÷ 每场名额，按岗位分别向上取整。");

    public static readonly (string Name, string Words) Place = ("名次", "1 + 明显更高的街镇数：两个 95% 可信范围不重叠才算明显。应训不到 10 人次的不排名。");

    public static readonly (string Name, string Words) Interval = ("95% 可信范围", "Wilson 区间：人数越少，范围越宽。两段有重叠，就说不上谁高谁低。");

    public static readonly (string Name, string Words) Parts = ("持证/应训", "持证人次和应训人次，任职口径。");

    public static readonly (string Name, string Words) Changed = ("人次", "一段任职算一人次：两天里应训或持证有变的任职。同一街镇里换单位、岗位和条线不变的，前后两段算一段。");

    public static readonly (string Name, string Words) Score = ("完整度", "每个在岗任职应有四项：手机号、账号、确认过的邮箱、居民区或单位。只舍不入，100 就是全齐。");

    public static readonly (string Name, string Words) WithoutSupervisor = ("没有儿童督导员的街镇", "今天还在的街道和镇里，没有一个儿童督导员在岗的。已经并走的不算。");

    public static readonly (string Name, string Words) WithoutDirector = ("没有儿童主任的居民区", "你的范围内，今天还在的居民区里，没有儿童主任在岗，或者任职没有写到这个居民区的。");

    public static readonly (string Name, string Words) WithoutScheme = ("没有方案或课程未开放", "今天在岗，但是岗位没有启用的方案，或课程尚未向该街镇开放，因此不计入应训的人次。");

    public static readonly (string Name, string Words) NoPost = ("没有任职的人", "名册里没有今天或以后的任职，也没有管理权限的人。");

    public static readonly (string Name, string Words) AlikeStaffNo = ("工号相近", "工号只差大小写或前后空格的人，很可能是同一个人录了两次。");

    public static readonly (string Name, string Words) Tested = ("检测过", "做过这个模块知识检测的人，最多看最近 2000 人。街镇、条线不足 5 人的不列数。");

    public static readonly (string Name, string Words) PassedFirst = ("第一次通过率", "第一次检测就合格的人 ÷ 检测过的人，括号里是 Wilson 区间。");

    public static readonly (string Name, string Words) Retaken = ("补考人数", "第一次没过、后来通过的人：提升只看他们。");

    public static readonly (string Name, string Words) Gain = ("提升（分）", "补考的人通过那次减第一次的分数，取平均，括号里是正态区间。里面有重考本身的作用。");

    public static readonly (string Name, string Words) Kept = ("半年后（分）", "通过满 180 天后再测的人，那次减通过那次的分数，取平均，括号里是正态区间。");

    public static readonly (string Name, string Words) Practice = ("情景里照做", "情景演练每个决定选中推荐做法的百分比：每人只看第一次演练，而且演练前检测已经合格的，括号里是正态区间。");

    public static readonly (string Name, string Words) PracticeGain = ("比没学时", "检测合格后才第一次演练的人，减去没合格就演练的人。两组人不同，只作参考。");

    public static readonly (string Name, string Words) SignedOff = ("现场签认", "检测合格的人里，之后有带教人现场签认，或者实操任务评分合格的，Wilson 区间。没有一个人签认时不算。");

    public static readonly (string Name, string Words) Overall = ("总的看", "提升和“比没学时”合在一起看：有一项变差就是变差，有一项有提升就是有提升；不到 10 人不下结论。");

    public static readonly (string Name, string Words) Asked = ("第一次抽到", "第一次检测抽到这道题的人。");

    public static readonly (string Name, string Words) Right = ("第一次答对率", "第一次抽到时答对的人 ÷ 第一次抽到的人，括号里是 Wilson 区间。");

    public static readonly (string Name, string Words) Pairs = ("前后都抽到", "第一次没过的人里，第一次和通过那次都抽到这道题的。");

    public static readonly (string Name, string Words) ItemChange = ("变化", "前后都抽到的人里，通过那次的答对率减第一次的，单位是百分点，括号里是正态区间。");

    public static readonly (string Name, string Words) ItemVerdict = ("效果", "变化的可信范围全在 0 以上是有提升，全在 0 以下是变差，跨过 0 看不出；不到 10 人不下结论。");

    public static readonly (string Name, string Words) Noticed = ("看到了什么", "每晚按固定规则数出来的人数、分钟数和题数，只看最近三天，同一件事只记一次。规则只说值得看一看，不说明有人作弊。");

    public static readonly (string Name, string Words) Anomalies = ("异常提示的条数", "一条是一个街镇、一个模块、一天里的一件事，不是一个人。");

    /// <summary>For the head of a column.</summary>
    public static (string Name, string? Words) Head((string Name, string Words) definition) => (definition.Name, definition.Words);

    /// <summary>For the head of a column with another title.</summary>
    public static (string Name, string? Words) Head(string title, (string Name, string Words) definition) => (title, definition.Words);

    public static string Words(this QualityCheck check) => check switch
    {
        QualityCheck.NoPhone => "今天在岗的任职里，本人没有登记手机号的。",
        QualityCheck.SharedPhone => "今天在岗的任职里，本人的手机号另有别人也登记了的。",
        QualityCheck.NoAccount => "今天在岗的任职里，本人没有账号的。",
        QualityCheck.NoEmail => "今天在岗的任职里，本人没有账号，或者没有确认过邮箱的。",
        QualityCheck.NoWorkUnit => "今天在岗的任职里，没有写居民区、学校或单位的。",
        QualityCheck.DoublePost => "今天在岗的任职里，同一个人同一岗位另有一段时间重叠的任职的。",
        QualityCheck.NoPost => NoPost.Words,
        _ => AlikeStaffNo.Words,
    };
}
