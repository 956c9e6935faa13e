using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Submissions.Documents;
using Training.Platform.Modules;
using Training.Platform.Tenants;

namespace Training.Modules.Submissions.Services;

/// <summary>
/// Verifies a report file with what the sites of this installation have stored or, with <c>--key</c>, with a public key (the JWK
/// at <c>/.well-known/openbadges/{kid}.json</c> of the district).
/// </summary>
internal sealed class ReportsCommand : ICommand
{
    public string Name => "reports verify";

    public bool TakesWords => true;

    public string Help => "FILE [--key KEY.json]: is a report file what was submitted? exit 0 = yes, 1 = no, 2 = unreadable";

    public async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        if (args.Length == 0 || args[0].StartsWith('-')) return await FailAsync("Give the file: reports verify FILE [--key KEY.json]");
        var path = args[0];
        if (!File.Exists(path)) return await FailAsync($"There is no file {path}.");
        var file = await File.ReadAllBytesAsync(path);
        ReportCheck check;
        if (Option(args, "--key") is { } keyPath)
        {
            if (!File.Exists(keyPath) || ReportFile.KeyOf(await File.ReadAllTextAsync(keyPath)) is not { } key) return await FailAsync($"{keyPath} is no public key (JWK).");
            check = ReportVerification.Check(file, key);
        }
        else check = await CheckAsync(services, file);
        Console.WriteLine(Words(check));
        return check.Verdict switch { ReportVerdict.Same => 0, ReportVerdict.NotAReport => 2, _ => 1 };
    }

    private static string Words(ReportCheck check)
    {
        var verdict = check.Verdict switch
        {
            ReportVerdict.Same => "与报送时一致", ReportVerdict.Altered => "与报送时不一致", ReportVerdict.NotAReport => "不是报送文件", _ => "本机各站点没有这份报送的记录",
        };
        return check.Document is not { } d ? verdict : string.Create(CultureInfo.InvariantCulture, $"{verdict}\n{d.District.Name} {d.Period.Key} 第 {d.Number} 次 {d.SpecVersion}\n截至 {d.Period.AsOf:yyyy-MM-dd} 报送人 {d.Author}\nSHA-256 {check.Hash}");
    }

    /// <summary>By the site that made it, else by the city's copy.</summary>
    private static async Task<ReportCheck> CheckAsync(IServiceProvider services, byte[] file)
    {
        var current = services.GetRequiredService<CurrentTenant>();
        var found = new ReportCheck(ReportVerdict.Unknown);
        foreach (var tenant in services.GetRequiredService<TenantStore>().Table.Tenants.Where(t => t.State is TenantState.Running or TenantState.Disabled))
        {
            using var entered = current.Enter(tenant);
            await using var scope = services.CreateAsyncScope();
            found = await scope.ServiceProvider.GetRequiredService<ReportVerification>().CheckAsync(file, CancellationToken.None);
            if (found.Verdict != ReportVerdict.Unknown) return found;
        }
        return found;
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return 2;
    }
}
