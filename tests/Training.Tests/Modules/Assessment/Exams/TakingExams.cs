using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Exams.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Assessment.Exams;

/// <summary>Takes the shipped exam in the browser, knowing the answers from the database.</summary>
internal static class TakingExams
{
    public const string Code = "X-DEMO-COMMUNITY";
    public const string Start = "exams/" + Code;

    /// <summary>Presses the button of the start page; gives the attempt's ref.</summary>
    public static async Task<string> BeginExamAsync(this HttpClient browser)
    {
        using var response = await browser.SubmitAsync(await browser.PageAsync(Start), "main form");
        Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
        var parts = response.Headers.Location!.ToString().Split('/');
        Assert.Equal("exam", parts[^3]);
        return parts[^2];
    }

    public static Task<(ExamAttempt Attempt, IReadOnlyList<ExamQuestion> Paper)> ExamAsync(this TestTenant tenant, string reference) => tenant.InScopeAsync(async services =>
    {
        var attempt = await services.GetRequiredService<TenantDb>().Set<ExamAttempt>().AsNoTracking().SingleAsync(a => a.Ref == reference);
        return (attempt, await services.GetRequiredService<FinalExams>().PaperAsync(attempt, CancellationToken.None));
    });

    /// <summary>Answers the questions without going through the pages.</summary>
    /// <param name="right">Null = leave without answer.</param>
    public static async Task AnswerExamAsync(this TestTenant tenant, string reference, Func<ExamQuestion, bool?> right)
    {
        var (attempt, paper) = await tenant.ExamAsync(reference);
        await tenant.InScopeAsync(async services =>
        {
            var attempts = services.GetRequiredService<ExamAttempts>();
            foreach (var q in paper)
                if (right(q) is { } known)
                    Assert.True(await attempts.SaveAsync(attempt.Id, q.Drawn.Position, known ? q.Drawn.Question.Right() : Wrong(q), false, CancellationToken.None));
        });
    }

    /// <summary>Answers all, and presses 交卷.</summary>
    public static async Task HandInExamAsync(this TestTenant tenant, HttpClient browser, string reference, Func<ExamQuestion, bool?> right)
    {
        await tenant.AnswerExamAsync(reference, right);
        using var response = await browser.SubmitAsync(await browser.PageAsync($"exam/{reference}/submit"), "#hand-in");
        Assert.EndsWith($"/exam/{reference}/result", response.Headers.Location!.ToString());
    }

    /// <summary>As if it had begun that much earlier; an ended one has then ended that much earlier.</summary>
    public static Task AgeExamAsync(this TestTenant tenant, string reference, TimeSpan by) => tenant.InScopeAsync(async services =>
    {
        var rows = services.GetRequiredService<TenantDb>().Set<ExamAttempt>().Where(a => a.Ref == reference);
        var was = await rows.AsNoTracking().SingleAsync();
        await rows.ExecuteUpdateAsync(s => s.SetProperty(a => a.StartedUtc, was.StartedUtc - by).SetProperty(a => a.DueUtc, was.DueUtc - by)
            .SetProperty(a => a.SubmittedUtc, was.SubmittedUtc - by));
    });

    private static string Wrong(ExamQuestion q) => q.Drawn.Question.Right() is var right && right.Contains('1') ? new string([.. right.Reverse()])
        : "abcde".First(l => !right.Contains(l)).ToString();
}
