using System.Globalization;
using Training.Modules.People.Models;

namespace Training.Modules.Roster.Models;

/// <summary>Chinese names, source strings for <see cref="Platform.Localization.Text"/>, and what was typed.</summary>
public static class RosterWords
{
    public static string Title(this LeaveKind kind) => kind switch
    {
        LeaveKind.Maternity => "产假",
        LeaveKind.Sick => "病假",
        LeaveKind.Secondment => "借调",
        LeaveKind.Study => "脱产学习",
        LeaveKind.VolunteerPause => "志愿服务暂停",
        _ => "其他长假",
    };

    public static string Title(this ExemptionState state) => state switch
    {
        ExemptionState.Waiting => "等审批",
        ExemptionState.Approved => "同意",
        _ => "不同意",
    };

    public static DateOnly? ParseDay(string? typed) =>
        DateOnly.TryParseExact((typed ?? "").Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Something was typed that is no day.</summary>
    public static bool IsNoDay(string? typed) => !string.IsNullOrWhiteSpace(typed) && ParseDay(typed) is null;
}
