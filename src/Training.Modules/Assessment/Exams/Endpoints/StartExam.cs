using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Models;
using Training.Modules.People.Services;

namespace Training.Modules.Assessment.Exams.Endpoints;

/// <summary>POST /exams/{code}: begins an attempt, or goes on with the open one at its first unanswered question.</summary>
internal static class StartExam
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/exams/{code}", async (
        string code, IFormCollection form, HttpContext http, FinalExams exams, ExamAttempts attempts, CancellationToken cancel) =>
    {
        if (await exams.ByCodeAsync(code, cancel) is not { } exam || http.User.PersonId() is not { } person) return Results.NotFound();
        // Still waiting, or no paper can be drawn: the start page says which and what to do.
        if ((await attempts.StartAsync(person, exam, cancel)).Ref is not { } reference
            || await attempts.FindAsync(reference, person, cancel) is not { } attempt)
            return Results.LocalRedirect(ExamAddress.Start(http, exam.Part.Code));
        var paper = await exams.PaperAsync(attempt, cancel);
        var sheet = new AnswerSheet([.. paper.Select(q => q.Drawn)], await attempts.AnswersAsync(attempt.Id, cancel));
        return Results.LocalRedirect(ExamAddress.Question(http, reference, sheet.GoOnAt));
    });
}
