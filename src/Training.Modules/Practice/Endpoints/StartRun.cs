using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Practice.Services;

namespace Training.Modules.Practice.Endpoints;

/// <summary>POST /scenarios/{id}: begins a run, or goes on with the open one. Field <c>role</c> (optional): whose texts to show.</summary>
internal static class StartRun
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/scenarios/{id}", async (
        string id, IFormCollection form, HttpContext http, Scenarios scenarios, ScenarioRuns runs, CancellationToken cancel) =>
    {
        if (await scenarios.ByIdAsync(id, cancel) is not { } scenario || http.User.PersonId() is not { } person) return Results.NotFound();
        TrainingRole? role = Enum.TryParse<TrainingRole>(form["role"], out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        return await runs.StartAsync(person, scenario, role, cancel) is { } reference
            ? Results.LocalRedirect(ScenarioAddress.Run(http, reference))
            // Still waiting: the start page says until when.
            : Results.LocalRedirect(ScenarioAddress.Start(http, scenario.Id));
    });
}
