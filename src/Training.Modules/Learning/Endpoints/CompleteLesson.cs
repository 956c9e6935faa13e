using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Services;
using Training.Modules.People.Services;

namespace Training.Modules.Learning.Endpoints;

/// <summary>POST /modules/{code}/lessons/{n}/complete: 学完了; goes on with the next lesson, or back to the module after the last.</summary>
internal static class CompleteLesson
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/modules/{code}/lessons/{n:int}/complete", async (
        string code, int n, IFormCollection form, HttpContext http, Catalog catalog, ModuleCompletion completion, CancellationToken cancel) =>
    {
        if (await catalog.ByCodeAsync(code, cancel) is not { } module || n < 1 || n > module.Lessons.Count || http.User.PersonId() is not { } person)
            return Results.NotFound();
        await completion.LessonDoneAsync(person, module, module.Lessons[n - 1], cancel);
        return Results.LocalRedirect(n < module.Lessons.Count ? LearningAddress.Lesson(http, module, n + 1) : LearningAddress.Module(http, module));
    });
}
