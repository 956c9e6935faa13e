using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Assessment.Models;
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
        var chosen = drawn[n - 1].Chosen(Numbers(form["answer"]));
        if (drawn[n - 1].Question.Kind != QuestionKind.Multiple && chosen.Length > 1) return Results.BadRequest();

        // Without scripts the button "flag" turns the mark that the form carries.
        var flagged = form["flag"] == "true" ^ form["go"] == "flag";
        var saved = attempt.SubmittedUtc is null && await attempts.SaveAsync(attempt.Id, n, chosen, flagged, cancel);
        if (http.Request.Headers.XRequestedWith == "fetch")
            return saved
                ? Results.Json(new { saved = ChinaTime.Local(clock.UtcNow()).ToString("HH:mm", CultureInfo.InvariantCulture) })
                : Results.Problem(title: text["这次检测已经交卷"], detail: text["交卷后不能再改。刷新页面可以看结果。"], statusCode: StatusCodes.Status409Conflict);
        if (!saved) return Results.LocalRedirect(CheckAddress.Result(http, reference));

        switch (form["go"].ToString())
        {
            case "flag":
                return Results.LocalRedirect(CheckAddress.Question(http, reference, n));
            case "submit":
                return await SubmitAttempt.AskOrSubmitAsync(http, attempt, checks, attempts, cancel);
            case "previous":
                return Results.LocalRedirect(CheckAddress.Question(http, reference, Math.Max(n - 1, 1)));
            default:
                return Results.LocalRedirect(CheckAddress.Question(http, reference, Math.Min(n + 1, drawn.Count)));
        }
    });

    private static IEnumerable<int> Numbers(IEnumerable<string?> values) =>
        values.Select(v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1);
}
