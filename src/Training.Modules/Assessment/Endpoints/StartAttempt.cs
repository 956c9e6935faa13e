using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.People.Services;

namespace Training.Modules.Assessment.Endpoints;

/// <summary>POST /modules/{code}/check: begins an attempt, or goes on with the open one at its first unanswered question.</summary>
internal static class StartAttempt
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/modules/{code}/check", async (
        string code, IFormCollection form, HttpContext http, KnowledgeChecks checks, Attempts attempts, CancellationToken cancel) =>
    {
        if (await checks.ByCodeAsync(code, cancel) is not { } check || http.User.PersonId() is not { } person) return Results.NotFound();
        // Still waiting: the start page says until when.
        if (await attempts.StartAsync(person, check, cancel) is not { } reference)
            return Results.LocalRedirect(CheckAddress.Start(http, check.Part.ModuleCode));
        var attempt = (await attempts.FindAsync(reference, person, cancel))!;
        var drawn = (await checks.VersionAsync(attempt.CheckVersionId, cancel)).Draw(attempt.Seed);
        var sheet = new AnswerSheet(drawn, await attempts.AnswersAsync(attempt.Id, cancel));
        return Results.LocalRedirect(CheckAddress.Question(http, reference, sheet.GoOnAt));
    });
}
