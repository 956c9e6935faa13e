using Training.Platform.Localization;

namespace Training.Modules.Reporting.Workbooks;

/// <summary>The light mark on everything that is exported: who took it out, and when.</summary>
public static class ExportMark
{
    /// <param name="moment">As a clock in China shows it.</param>
    /// <param name="purpose">导出用途; null where no names are.</param>
    public static string Of(Text text, string name, string staffNo, string moment, string? purpose = null) => purpose is null
        ? text["由 {0}（{1}）于 {2} 导出，仅供工作使用", name, staffNo.Length > 0 ? staffNo : "—", moment]
        : text["由 {0}（{1}）于 {2} 导出，用途：{3}。仅供工作使用", name, staffNo.Length > 0 ? staffNo : "—", moment, purpose];
}
