using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Training.Modules.Certification.Simulation;
using Training.Modules.Insights.Services;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Recipes;

namespace Training.Modules.Demo.Services;

/// <summary>
/// Recipe step <c>DemoLearning</c>, after <c>DemoCity</c>: how its people came by their evidence. Ends with the nightly looks of Insights, so
/// that their pages have something to show at once.
/// </summary>
internal sealed class DemoLearningStep(DemoHistory history, DemoExams exams, DemoRush rush, ProofPacks packs, UnitOfWork unit, IServiceProvider services, ILogger<DemoLearningStep> log) : IRecipeStep
{
    public string Name => "DemoLearning";

    public async Task RunAsync(JsonObject step, CancellationToken cancel)
    {
        // Only to make up numbers: the same seed makes the same history.
        var random = new Random(step.Deserialize<Options>(ContentJson.Options)!.Seed);
        await unit.RunAsync(async () =>
        {
            log.LogInformation("Demo: {Count} papers and scenario runs", await history.WriteAsync(random, cancel));
            await rush.WriteAsync(random, cancel);
            log.LogInformation("Demo: {Count} exams", await exams.WriteAsync(random, cancel));
            await packs.ForgetAsync(cancel);
            await RunAsync<MeasureEffect>(cancel);
            await RunAsync<FindAnomalies>(cancel);
        }, cancel);
    }

    private async Task RunAsync<T>(CancellationToken cancel) where T : IJob
    {
        var job = services.GetServices<IJob>().OfType<T>().Single();
        for (var done = await job.StepAsync("", cancel); !done.IsFinished;) done = await job.StepAsync(done.State, cancel);
    }

    private sealed record Options(int Seed);
}
