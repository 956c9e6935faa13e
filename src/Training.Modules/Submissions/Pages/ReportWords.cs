using System.Globalization;
using Training.Modules.People.Models;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Queries;
using Training.Platform.Localization;

namespace Training.Modules.Submissions.Pages;

/// <summary>Names of periods and states as the pages write them.</summary>
internal static class ReportWords
{
    /// <summary>2026年10月月报, 2026年三季度季报, 2026年年报.</summary>
    public static string Title(this Text text, PeriodKind kind, string key, DateOnly asOf) => kind switch
    {
        PeriodKind.Month => text["{0}年{1}月月报", asOf.Year, asOf.Month],
        PeriodKind.Quarter => text["{0}年第{1}季度季报", asOf.Year, (asOf.Month + 2) / 3],
        _ => text["{0}年年报", key],
    };

    public static string Title(this Text text, ReportPeriod period) => text.Title(period.Kind, period.Key, period.AsOf);

    public static string Title(this PeriodKind kind) => kind switch { PeriodKind.Month => "月报", PeriodKind.Quarter => "季报", _ => "年报" };

    public static string Title(this SubmissionState state) => state switch { SubmissionState.Accepted => "市级已接受", SubmissionState.Returned => "市级已退回", _ => "等市级审核" };

    public static string Mark(this SubmissionState state) => state switch { SubmissionState.Accepted => "ok", SubmissionState.Returned => "warn", _ => "info" };

    public static string Title(this ConfirmationState state) => state switch { ConfirmationState.Confirmed => "已确认", ConfirmationState.Changed => "确认后数据有变", _ => "未确认" };

    public static string Mark(this ConfirmationState state) => state switch { ConfirmationState.Confirmed => "ok", ConfirmationState.Changed => "warn", _ => "draft" };

    public static string Title(this SubmissionKind kind) => kind == SubmissionKind.Correction ? "更正报告" : "报送";

    public static string Title(FactChangeKind kind) => kind switch
    {
        FactChangeKind.PostChanged => "更正任职", FactChangeKind.PostRemoved => "删除任职", FactChangeKind.LeaveChanged => "更正请假", FactChangeKind.LeaveRemoved => "删除请假",
        FactChangeKind.ExemptionChanged => "更改免训", _ => "删除免训",
    };

    /// <summary>2026-03-01–2026-08-06, open without an end.</summary>
    public static string Days(DateOnly start, DateOnly? end) => start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "–" + end?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string RateTitle(string key) => key switch
    {
        "completionRate" => "完训率", "certificationRate" => "持证率", "annualRefreshRate" => "年度轮训率", "allCertifiedRate" => "全岗持证率", "anyCertifiedRate" => "至少一岗持证率", _ => key,
    };

    /// <summary>Null for one that is not known.</summary>
    public static string? RateDefinition(string key) => key switch
    {
        "completionRate" => "已完成 ÷ 应训。合计是分子之和除以分母之和。",
        "certificationRate" => "持证 ÷ 应训。合计是分子之和除以分母之和。",
        "annualRefreshRate" => "本年已轮训 ÷ 应轮训。",
        "allCertifiedRate" => "全岗持证人数 ÷ 应训人数。",
        "anyCertifiedRate" => "至少一岗持证人数 ÷ 应训人数。",
        _ => null,
    };

    /// <summary>1,204.</summary>
    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
