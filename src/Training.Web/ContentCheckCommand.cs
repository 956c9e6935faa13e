using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Modules;

namespace Training.Web;

/// <summary>Checks everything below <c>content/</c> without a tenant; prints each problem with file and line.</summary>
internal sealed class ContentCheckCommand : ICommand
{
    public string Name => "content check";

    public string Help => "check the shipped content packs, schemes and directories";

    public async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        await using var scope = services.CreateAsyncScope();
        var report = new ContentReport();
        var items = scope.ServiceProvider.GetServices<IContentSource>()
            .ReadAll(scope.ServiceProvider.GetRequiredService<AppData>().Content, report);
        foreach (var problem in report.Problems) await Console.Error.WriteLineAsync(problem.ToString());
        Console.WriteLine($"{items.Count} items, {report.Problems.Count} problems");
        return report.Problems.Count == 0 ? 0 : 1;
    }
}
