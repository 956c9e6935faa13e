using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Services;

namespace Training.Modules.Assessment.Endpoints;

/// <summary>
/// POST /modules/{code}/check: begins an attempt, or goes on with the open one at its first unanswered question. With
/// <c>mode=test-out</c> it is one instead of the lessons (先测后免), which no red-line module allows.
/// </summary>
internal static class StartAttempt
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/modules/{code}/check", async (
        string code, IFormCollection form, HttpContext http, KnowledgeChecks checks, Attempts attempts, Catalog catalog, CancellationToken cancel) =>
    {
        if (await checks.ByCodeAsync(code, cancel) is not { } check || http.User.PersonId() is not { } person) return Results.NotFound();
        var testOut = form["mode"] == "test-out";
        if (testOut && await catalog.ByCodeAsync(code, cancel) is not { Part.RedLine: false }) return Results.BadRequest();
        // Still waiting: the start page says until when.
        if (await attempts.StartAsync(person, check, cancel, testOut) is not { } reference)
            return Results.LocalRedirect(CheckAddress.Start(http, check.Part.ModuleCode));
        var attempt = (await attempts.FindAsync(reference, person, cancel))!;
        var drawn = (await checks.VersionAsync(attempt.CheckVersionId, cancel)).Draw(attempt.Seed);
        var sheet = new AnswerSheet(drawn, await attempts.AnswersAsync(attempt.Id, cancel));
        return Results.LocalRedirect(CheckAddress.Question(http, reference, sheet.GoOnAt));
    });
}
