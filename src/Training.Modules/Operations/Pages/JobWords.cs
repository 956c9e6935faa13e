using Training.Platform.Jobs;

namespace Training.Modules.Operations.Pages;

/// <summary>Words and colours of a job's status; source strings for <see cref="Platform.Localization.Text"/>.</summary>
public static class JobWords
{
    public static string Title(JobStatus status) => status switch
    {
        JobStatus.Queued => "排队中",
        JobStatus.Running => "进行中",
        JobStatus.Done => "已做完",
        _ => "没做成",
    };

    /// <summary>Class beside <c>st</c>.</summary>
    public static string Mark(JobStatus status) => status switch
    {
        JobStatus.Queued => "off",
        JobStatus.Running => "info",
        JobStatus.Done => "ok",
        _ => "warn",
    };
}
