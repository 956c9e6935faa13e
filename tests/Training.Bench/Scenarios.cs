namespace Training.Bench;

/// <summary>The requests that the issue gives figures for.</summary>
internal static class Scenarios
{
    public static async Task<IReadOnlyList<Scenario>> AllAsync(Visitors visitors) =>
    [
        await SignInAsync(visitors),
        Get("lesson page", visitors.Worker, _ => "changning/modules/o02/lessons/1"),
        Get("worker home", visitors.Worker, _ => "changning/home"),
        Get("dashboard as of a date", visitors.Officer, n => $"changning/console/rates?date={new DateOnly(2025, 1, 1).AddDays(n % 600):yyyy-MM-dd}"),
        await RepeatAsync("quiz answer", visitors.Worker, AnswerAsync),
        Get("verification page", visitors.Anyone, _ => "changning/verify/310105-CD-2026-000001"),
    ];

    private static Scenario Get(string name, HttpClient client, Func<int, string> path) =>
        new(name, client, n => new HttpRequestMessage(HttpMethod.Get, path(n)));

    /// <summary>The same form sent again and again: its token stays good for the whole session.</summary>
    private static async Task<Scenario> RepeatAsync(string name, HttpClient client, Func<HttpClient, Task<HttpRequestMessage>> first) =>
        await RepeatAsync(name, client, await first(client));

    private static async Task<Scenario> SignInAsync(Visitors visitors)
    {
        var (client, request) = await Visitors.ForgetfulAsync(visitors.Site);
        return await RepeatAsync("sign-in", client, request);
    }

    private static async Task<Scenario> RepeatAsync(string name, HttpClient client, HttpRequestMessage request)
    {
        var (address, body) = (request.RequestUri!, await request.Content!.ReadAsByteArrayAsync());
        return new(name, client, _ => new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/x-www-form-urlencoded" } } },
        });
    }

    private static async Task<HttpRequestMessage> AnswerAsync(HttpClient client)
    {
        using var start = await client.SendAsync(await Visitors.FormAsync(client, "changning/modules/r03/check", "main form[action$='/check']", f => f));
        var question = start.Headers.Location!.ToString();
        return await Visitors.FormAsync(client, question, "#quiz", f => f.Append(KeyValuePair.Create("answer", "0")));
    }
}
