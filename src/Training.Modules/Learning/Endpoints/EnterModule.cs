using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Services;
using Training.Modules.People.Services;

namespace Training.Modules.Learning.Endpoints;

/// <summary>POST /modules/{code}/enter: the content notice was read; opens the first lesson, and lets the person in from now on.</summary>
internal static class EnterModule
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/modules/{code}/enter", async (
        string code, IFormCollection form, HttpContext http, Catalog catalog, ReadingProgress reading, CancellationToken cancel) =>
    {
        if (await catalog.ByCodeAsync(code, cancel) is not { Lessons.Count: > 0 } module) return Results.NotFound();
        if (http.User.PersonId() is { } person) await reading.SavePositionAsync(person, module.Lessons[0], 0, cancel);
        return Results.LocalRedirect(LearningAddress.Lesson(http, module, 1));
    });
}
