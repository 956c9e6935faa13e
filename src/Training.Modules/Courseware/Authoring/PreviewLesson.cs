using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Training.Modules.Courseware.Authoring;

/// <summary>
/// POST /console/courseware/preview: what is being typed, as JSON, comes back as a learner would see it, with what there is to
/// mend. Keeps nothing. The form token travels in the header <c>RequestVerificationToken</c>.
/// </summary>
internal static class PreviewLesson
{
    /// <summary>Bytes; the longest text that can be kept is 60 KB.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/console/courseware/preview", HandleAsync).RequireAuthorization(CoursewarePermissions.EditCourseware);

    private static async Task<IResult> HandleAsync(
        HttpContext http, IAntiforgery antiforgery, LessonDesk desk, LessonCheck check, LessonPreview preview, CancellationToken cancel)
    {
        await antiforgery.ValidateRequestAsync(http); // a throw is answered with 400 by the error pages
        if (http.Request.ContentLength is not <= MaxBytes) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        Asked? asked;
        try { asked = await JsonSerializer.DeserializeAsync<Asked>(http.Request.Body, Json, cancel); }
        catch (JsonException) { return Results.StatusCode(StatusCodes.Status400BadRequest); }
        if (asked is null) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await desk.FindAsync(asked.Lesson ?? "", cancel) is not { } lesson) return Results.StatusCode(StatusCodes.Status404NotFound);

        var text = LessonText.Of(asked.Title, asked.Minutes, asked.Think, asked.Markdown);
        var problems = await check.OfAsync(text, lesson.PublishedText, cancel);
        return Results.Json(new
        {
            html = preview.LessonHtml(text), count = preview.CountText(text),
            problems = preview.ProblemsHtml(problems, text, linked: true), todo = preview.TodoText(problems),
        }, Json);
    }

    private sealed record Asked(string? Lesson, string? Title, string? Minutes, string? Think, string? Markdown);
}
