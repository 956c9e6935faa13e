using Training.Modules.Learning.Models;

namespace Training.Modules.Records.Import;

/// <summary>Columns of a file of evidence, in the order of the template. Found by their headings, so their order in a file is free.</summary>
public static class ImportColumns
{
    public const string StaffNo = "工号", Name = "姓名", Kind = "类型", Subject = "编号", Title = "名称", Hours = "学时", Score = "得分",
        Category = "类别", Level = "层级", Topic = "专题", On = "发生日期", Note = "说明";

    public static readonly IReadOnlyList<string> All = [StaffNo, Name, Kind, Subject, Title, Hours, Score, Category, Level, Topic, On, Note];

    /// <summary>Without these a file cannot be read.</summary>
    public static readonly IReadOnlyList<string> Required = [StaffNo, Name, Kind, Subject, On, Note];

    /// <summary>What a column holds, for the page and the template.</summary>
    /// <param name="kinds">Those that the reader may enter.</param>
    public static string Help(string column, IEnumerable<EvidenceKind> kinds) => column switch
    {
        StaffNo => "平台里的工号，必填",
        Name => "和工号对得上，必填",
        Kind when kinds.Contains(EvidenceKind.OutsideTraining) => "签到、督导会、实操评分、现场签认、免修认定、外部培训，必填",
        Kind => "签到、督导会、实操评分、现场签认、免修认定，必填",
        Subject => "培训、会议、任务或模块的编号，必填",
        Title => "培训、会议或签认的名称；实操评分和免修认定留空",
        Hours => "学时，45 分钟为 1；免修认定留空",
        Score => "只有实操评分填，60 到 100",
        Category => "学时类别，例如 实践体验；没有就留空",
        Level => "层级，例如 区级；没有就留空",
        Topic => "专题，例如 家庭教育指导；没有就留空",
        On => "写成 2026-03-05，不晚于今天，必填",
        _ => "依据什么登记，4 到 100 个字，不写孩子的信息，必填",
    };

    /// <summary>A row that shows how it is done. 工号 and name are nobody's.</summary>
    public static readonly IReadOnlyList<IReadOnlyList<string>> Examples =
    [
        ["示例001", "示例", "签到", "2026-秋训-01", "秋季岗前培训", "3", "", "实践体验", "区级", "", "2026-03-05", "签到表原件在街镇存档"],
        ["示例002", "示例", "免修认定", "T01", "", "", "", "", "", "", "2026-03-05", "已核验结业证书原件"],
    ];
}
