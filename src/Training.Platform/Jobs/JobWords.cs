using System.Globalization;

namespace Training.Platform.Jobs;

/// <summary>What the list says of a job that does not go well. The error's own text may name people and stays in the log.</summary>
internal static class JobWords
{
    public const string Died = "每次做到这一步都中断了，已停下。做完的部分不受影响。请看服务器日志，处理后点“再试一次”。";

    public static string Again(int attempts) =>
        string.Create(CultureInfo.InvariantCulture, $"有一步没做成，已试 {attempts} 次，稍后自动再试。做完的部分不受影响。");

    public static string Stopped(Exception error) =>
        string.Create(CultureInfo.InvariantCulture, $"有一步试了 {JobRules.MaxAttempts} 次都没做成，已停下（{error.GetType().Name}）。做完的部分不受影响。请看服务器日志，处理后点“再试一次”。");
}
