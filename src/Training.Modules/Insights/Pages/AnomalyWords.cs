using Training.Modules.Insights.Models;
using Training.Platform.Localization;

namespace Training.Modules.Insights.Pages;

/// <summary>What was noticed and what else it may be, in words.</summary>
internal static class AnomalyWords
{
    public static string Title(this AnomalyRule rule) => rule switch
    {
        AnomalyRule.FastModule => "一批人几分钟学完长课",
        AnomalyRule.FastAnswers => "答题快得来不及读题",
        AnomalyRule.SameAnswers => "同一分钟交卷，错得一样",
        _ => "一个人短时间登记很多条",
    };

    /// <param name="street">Name, empty where it has none.</param>
    /// <param name="subject">Title of the module, or what was entered.</param>
    public static string Sentence(Text text, Anomaly a, string street, string subject) => a.Rule switch
    {
        AnomalyRule.FastModule => text["{0}：{1} 人从学完第一课到检测合格不到 {2} 分钟，“{3}”各课共 {4} 分钟。", street, a.People, a.Measured, subject, a.Expected],
        AnomalyRule.FastAnswers => text["{0}：{1} 人做“{2}”检测，每题平均不到 {3} 秒，而且都合格。", street, a.People, subject, Math.Max(1, a.Measured)],
        AnomalyRule.SameAnswers => text["{0}：{1} 人在同一分钟交“{2}”的卷，答错的 {3} 题和选的答案完全一样。", street, a.People, subject, a.Measured],
        _ => text["同一个登记人在 {0} 分钟内登记了 {1} 人的“{2}”。", a.Measured, a.People, subject],
    };

    /// <summary>Innocent reasons, so that nobody jumps to a conclusion.</summary>
    public static string Innocent(this AnomalyRule rule) => rule switch
    {
        AnomalyRule.FastModule => "也可能是：线下集中讲过，回来一起补点；断网后一次同步。",
        AnomalyRule.FastAnswers => "也可能是：做过多次，题目已经熟了；集中培训时老师带着做。",
        AnomalyRule.SameAnswers => "也可能是：讲义里就写错了，大家照着学；同一间教室一起讨论。",
        _ => "也可能是：集中培训后的签到补录，或者文件导入。",
    };
}
