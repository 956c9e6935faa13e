using Training.Bench;

// dotnet run -c Release --project tests/Training.Bench -- [--seconds 5] [--postgres "Host=…"] [--only issue|merge|export|facts|whatif|recompute|rates|changes|insights [--people 2000] [--folder …]]
// Measures the release build on SQLite and, where a server is given, on PostgreSQL; prints Markdown for docs/benchmarks.md.
var options = BenchOptions.Parse(args);
Console.WriteLine(Machine.Describe());
if (options.Only == "issue")
{
    Console.WriteLine("\n" + IssueBench.Header);
    Console.WriteLine(await IssueBench.TakeAsync("SQLite", null, options.People));
    if (options.Postgres is { } database) Console.WriteLine(await IssueBench.TakeAsync("PostgreSQL", database, options.People));
    return 0;
}
if (options.Only == "merge")
{
    Console.WriteLine("\n" + MergeBench.Header);
    Console.WriteLine(await MergeBench.TakeAsync("SQLite", null, options.People));
    if (options.Postgres is { } there) Console.WriteLine(await MergeBench.TakeAsync("PostgreSQL", there, options.People));
    return 0;
}
if (options.Only == "export")
{
    Console.WriteLine("\n" + ExportBench.Header + "\n" + ExportBench.Take());
    return 0;
}
if (options.Only is "whatif" or "recompute" or "rates" or "changes" or "facts" or "insights")
{
    await using var roster = await BigRoster.OpenAsync(options.Postgres, options.Folder, options.People, options.Only != "whatif");
    Console.WriteLine("\n" + await (options.Only switch
    {
        "whatif" => WhatIfBench.TakeAsync(roster),
        "facts" => FactsBench.TakeAsync(roster),
        "recompute" => RecomputeBench.TakeAsync(roster),
        "insights" => InsightsBench.TakeAsync(roster),
        "changes" => RatesBench.SustainAsync(roster, options.Seconds),
        _ => RatesBench.TakeAsync(roster, options.Seconds),
    }));
    return 0;
}
await Run("SQLite", null);
if (options.Postgres is { } server) await Run("PostgreSQL", server);
return 0;

async Task Run(string name, string? postgres)
{
    await using var site = await Site.StartAsync(postgres);
    Console.WriteLine($"\n## {name}\n\n{site.StartReport}\n");
    var visitors = await Visitors.SignInAsync(site);
    Console.WriteLine($"Resident before the load, three tenants: {site.ResidentMegabytes()} MB.\n");
    Console.WriteLine(Measurement.Header);
    foreach (var scenario in await Scenarios.AllAsync(visitors))
        foreach (var connections in new[] { 1, 32 })
            Console.WriteLine(await Measurement.TakeAsync(site, scenario, connections, options.Seconds));
    Console.WriteLine($"\n{await FirstVisit.MeasureAsync(site, visitors)}\n\nResident after the load: {site.ResidentMegabytes()} MB.");
}
