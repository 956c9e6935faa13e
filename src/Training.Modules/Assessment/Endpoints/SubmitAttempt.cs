using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.People.Services;

namespace Training.Modules.Assessment.Endpoints;

/// <summary>POST /check/{ref}/submit: hands the attempt in, answered or not (the page before it has asked).</summary>
internal static class SubmitAttempt
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/check/{reference}/submit", async (
        string reference, IFormCollection form, HttpContext http, KnowledgeChecks checks, Attempts attempts, CancellationToken cancel) =>
    {
        if (await attempts.FindAsync(reference, http.User.PersonId(), cancel) is not { } attempt) return Results.NotFound();
        await attempts.SubmitAsync(attempt, await checks.VersionAsync(attempt.CheckVersionId, cancel), cancel);
        return Results.LocalRedirect(CheckAddress.Result(http, reference));
    });

    /// <summary>Hands in at once when all is answered, else leads to the page that names what is not.</summary>
    public static async Task<IResult> AskOrSubmitAsync(
        HttpContext http, Attempt attempt, KnowledgeChecks checks, Attempts attempts, CancellationToken cancel)
    {
        var check = await checks.VersionAsync(attempt.CheckVersionId, cancel);
        var sheet = new AnswerSheet(check.Draw(attempt.Seed), await attempts.AnswersAsync(attempt.Id, cancel));
        if (sheet.AnsweredCount < sheet.Count) return Results.LocalRedirect(CheckAddress.Submit(http, attempt.Ref));
        await attempts.SubmitAsync(attempt, check, cancel);
        return Results.LocalRedirect(CheckAddress.Result(http, attempt.Ref));
    }
}
