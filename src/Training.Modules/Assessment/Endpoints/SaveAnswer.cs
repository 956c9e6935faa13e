using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Assessment.Services;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Localization;

namespace Training.Modules.Assessment.Endpoints;

/// <summary>
/// POST /check/{ref}/{n}: keeps the answer to question n and goes where the pressed button leads. The page's script sends
/// the same form on every change and gets the time of saving back. The most frequent write of the site: two statements.
/// </summary>
internal static class SaveAnswer
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/check/{reference}/{n:int}", async (
        string reference, int n, IFormCollection form, HttpContext http,
        KnowledgeChecks checks, Attempts attempts, TimeProvider clock, Text text, CancellationToken cancel) =>
    {
        if (await attempts.FindAsync(reference, http.User.PersonId(), cancel) is not { } attempt) return Results.NotFound();
        var drawn = (await checks.VersionAsync(attempt.CheckVersionId, cancel)).Draw(attempt.Seed);
        if (n < 1 || n > drawn.Count) return Results.NotFound();
        if (AnswerForm.Read(drawn[n - 1], form) is not { } answer) return Results.BadRequest();
        var saved = attempt.SubmittedUtc is null && await attempts.SaveAsync(attempt.Id, n, answer.Chosen, answer.Flagged, cancel);
        if (http.Request.Headers.XRequestedWith == "fetch")
            return saved
                ? Results.Json(new { saved = ChinaTime.Local(clock.UtcNow()).ToString("HH:mm", CultureInfo.InvariantCulture) })
                : Results.Problem(title: text["这次检测已经交卷"], detail: text["交卷后不能再改。刷新页面可以看结果。"], statusCode: StatusCodes.Status409Conflict);
        if (!saved) return Results.LocalRedirect(CheckAddress.Result(http, reference));
        return answer.GoTo(n, drawn.Count) is { } next
            ? Results.LocalRedirect(CheckAddress.Question(http, reference, next))
            : await SubmitAttempt.AskOrSubmitAsync(http, attempt, checks, attempts, cancel);
    });
}
