namespace Training.Bench;

/// <summary>The requests that the issue gives figures for.</summary>
internal static class Scenarios
{
    public static IEnumerable<Scenario> All(Visitors visitors) =>
    [
        Get("lesson page", visitors.Worker, _ => "changning/modules/o02/lessons/1"),
        Get("worker home", visitors.Worker, _ => "changning/home"),
        Get("dashboard as of a date", visitors.Officer, n => $"changning/console/rates?date={new DateOnly(2025, 1, 1).AddDays(n % 600):yyyy-MM-dd}"),
        Get("verification page", visitors.Anyone, _ => "changning/verify/310105-CD-2026-000001"),
    ];

    private static Scenario Get(string name, HttpClient client, Func<int, string> path) =>
        new(name, client, n => new HttpRequestMessage(HttpMethod.Get, path(n)));
}
