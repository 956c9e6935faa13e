using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Assessment.Endpoints;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Localization;

namespace Training.Modules.Assessment.Exams.Endpoints;

/// <summary>
/// POST /exam/{ref}/{n}: keeps the answer to question n and goes where the pressed button leads. Two statements. When the
/// time has ended, what came in before is handed in and the result page says what counts.
/// </summary>
internal static class SaveExamAnswer
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/exam/{reference}/{n:int}", async (
        string reference, int n, IFormCollection form, HttpContext http,
        FinalExams exams, ExamAttempts attempts, TimeProvider clock, Text text, CancellationToken cancel) =>
    {
        if (await attempts.FindAsync(reference, http.User.PersonId(), cancel) is not { } attempt) return Results.NotFound();
        var paper = await exams.PaperAsync(attempt, cancel);
        if (n < 1 || n > paper.Count) return Results.NotFound();
        if (AnswerForm.Read(paper[n - 1].Drawn, form) is not { } answer) return Results.BadRequest();
        var saved = attempt.SubmittedUtc is null && await attempts.SaveAsync(attempt.Id, n, answer.Chosen, answer.Flagged, cancel);
        if (http.Request.Headers.XRequestedWith == "fetch")
            return saved
                ? Results.Json(new { saved = ChinaTime.Local(clock.UtcNow()).ToString("HH:mm", CultureInfo.InvariantCulture) })
                : Results.Problem(title: text["考试已经结束"], detail: text["刚才这一题没有存上。结束前存下的都算数，刷新页面可以看结果。"], statusCode: StatusCodes.Status409Conflict);
        if (!saved) return Results.LocalRedirect(ExamAddress.Result(http, reference));
        // The page's clock sends the form when it reaches zero.
        if (clock.UtcNow() >= attempt.DueUtc)
        {
            await attempts.HandInAsync(attempt, cancel);
            return Results.LocalRedirect(ExamAddress.Result(http, reference));
        }
        return answer.GoTo(n, paper.Count) is { } next
            ? Results.LocalRedirect(ExamAddress.Question(http, reference, next))
            : await HandInExam.AskOrHandInAsync(http, attempt, exams, attempts, cancel);
    });
}
