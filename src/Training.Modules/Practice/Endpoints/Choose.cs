using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.People.Services;
using Training.Modules.Practice.Services;

namespace Training.Modules.Practice.Endpoints;

/// <summary>POST /scenarios/run/{ref}: takes the decision <c>option</c> at the node <c>node</c>, then shows what came of it.</summary>
internal static class Choose
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/scenarios/run/{reference}", async (
        string reference, IFormCollection form, HttpContext http, Scenarios scenarios, ScenarioRuns runs, CancellationToken cancel) =>
    {
        if (await runs.FindAsync(reference, http.User.PersonId(), cancel) is not { } run) return Results.NotFound();
        var scenario = await scenarios.VersionAsync(run.VersionId, cancel);
        var (node, option) = (form["node"].ToString(), form["option"].ToString());
        if (await runs.ChooseAsync(run, scenario, node, option, cancel))
            return Results.LocalRedirect(ScenarioAddress.Feedback(http, reference, run.Taken().Count + 1));
        // Nothing chosen, or a page from before: a decision stands once taken, so show what came of it.
        var step = run.Taken().ToList().FindIndex(s => s.N == node) + 1;
        return Results.LocalRedirect(step > 0 ? ScenarioAddress.Feedback(http, reference, step) : ScenarioAddress.Run(http, reference));
    });
}
