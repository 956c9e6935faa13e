using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Roster.Models;
using Training.Platform.Localization;
using Training.Platform.Modules;
using Training.Platform.Tenants;

namespace Training.Modules.Roster.Merging;

/// <summary>Merges units of a tenant; without <c>--apply</c> it only says what would be done.</summary>
internal sealed class MergeUnitsCommand : ICommand
{
    private const string Usage = "units merge --tenant NAME --from CODE[,CODE…] (--into CODE | --new-code CODE --new-name NAME) --day YYYY-MM-DD [--apply]";
    private static readonly string[] Valued = ["--tenant", "--from", "--into", "--new-code", "--new-name", "--day"];

    public string Name => "units merge";
    public string Help => "merge units from a day on; figures of the days before stay with the old ones; without --apply only a preview";

    public async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        var found = new Dictionary<string, string>();
        var apply = false;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--apply") apply = true;
            else if (!Valued.Contains(args[i]) || i + 1 >= args.Length || !found.TryAdd(args[i], args[++i])) return await RefuseAsync($"'{args[Math.Min(i, args.Length - 1)]}' is not known, given twice or without a value.");
        }
        if (services.GetRequiredService<TenantStore>().Find(found.GetValueOrDefault("--tenant", "")) is not { State: TenantState.Running } tenant) return await RefuseAsync("--tenant names no running tenant.");
        var day = RosterWords.ParseDay(found.GetValueOrDefault("--day"));
        var order = new MergeOrder([.. found.GetValueOrDefault("--from", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
            found.GetValueOrDefault("--into"), found.GetValueOrDefault("--new-code"), found.GetValueOrDefault("--new-name"), day);
        // Whoever types commands reads English.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        using var entered = services.GetRequiredService<CurrentTenant>().Enter(tenant);
        await using var scope = services.CreateAsyncScope();
        var merging = scope.ServiceProvider.GetRequiredService<UnitMerging>();
        var answer = apply ? await merging.ApplyAsync(order, null, null, CancellationToken.None) : await merging.PlanAsync(order, CancellationToken.None);
        if (!answer.IsDone)
        {
            var text = services.GetRequiredService<Text>();
            return await RefuseAsync(string.Join('\n', answer.Problems.Select(p => text[p.Message, [.. p.Arguments]])));
        }
        var plan = answer.Plan!;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", plan.From.Select(u => $"{u.Code} {u.Name}"))} -> {plan.Target.Code} {plan.Target.Name}, from {plan.Day:yyyy-MM-dd}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.People} people, {plan.Posts} posts go on, {plan.Later} later posts move, {plan.Joined} overlapping posts are joined, {plan.Children} units and {plan.Officers} officers go along"));
        Console.WriteLine(apply ? "Merged." : "Nothing was changed: add --apply to merge.");
        return 0;
    }

    private static async Task<int> RefuseAsync(string message)
    {
        await Console.Error.WriteLineAsync($"{message}\n{Usage}");
        return 2;
    }
}
