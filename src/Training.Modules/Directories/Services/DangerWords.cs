namespace Training.Modules.Directories.Services;

/// <summary>
/// Words after which the crisis numbers come before all else (domain/directory.md §5). Only shows help: nothing is judged,
/// counted or kept. This is the one list.
/// </summary>
public static class DangerWords
{
    public static readonly IReadOnlyList<string> All =
    [
        "自杀", "自伤", "自残", "轻生", "不想活", "想死", "寻死", "割腕", "跳楼", "遗书",
        "家暴", "被打", "挨打", "打我", "打孩子", "虐待", "性侵", "猥亵", "强奸", "侵犯",
        "欺凌", "霸凌", "被欺负", "离家", "出走", "走失", "失踪", "救命", "报警", "危险", "求助",
    ];

    public static bool Hit(string? text) => text is { Length: > 0 } && All.Any(w => text.Contains(w, StringComparison.Ordinal));
}
