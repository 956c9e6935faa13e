using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Models;
using Training.Modules.People.Services;

namespace Training.Modules.Assessment.Exams.Endpoints;

/// <summary>POST /exam/{ref}/submit: hands the exam in, answered or not (the page before it has asked).</summary>
internal static class HandInExam
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/exam/{reference}/submit", async (
        string reference, IFormCollection form, HttpContext http, ExamAttempts attempts, CancellationToken cancel) =>
    {
        if (await attempts.FindAsync(reference, http.User.PersonId(), cancel) is not { } attempt) return Results.NotFound();
        await attempts.HandInAsync(attempt, cancel);
        return Results.LocalRedirect(ExamAddress.Result(http, reference));
    });

    /// <summary>Hands in at once when all is answered, else leads to the page that names what is not.</summary>
    public static async Task<IResult> AskOrHandInAsync(
        HttpContext http, ExamAttempt attempt, FinalExams exams, ExamAttempts attempts, CancellationToken cancel)
    {
        var paper = await exams.PaperAsync(attempt, cancel);
        var sheet = new AnswerSheet([.. paper.Select(q => q.Drawn)], await attempts.AnswersAsync(attempt.Id, cancel));
        if (sheet.AnsweredCount < sheet.Count) return Results.LocalRedirect(ExamAddress.Submit(http, attempt.Ref));
        await attempts.HandInAsync(attempt, cancel);
        return Results.LocalRedirect(ExamAddress.Result(http, attempt.Ref));
    }
}
