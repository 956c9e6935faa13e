namespace Training.Tests.Hosting;

/// <summary>Keeps cookies like a browser, starting with one.</summary>
internal sealed class CookieJar : DelegatingHandler
{
    private readonly Dictionary<string, string> _cookies = [];

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<HttpClient, CookieJar> Jars = [];

    public CookieJar(string cookie) => Keep(cookie);

    /// <summary>The cookies of a signed-in client, to tamper with.</summary>
    public static Dictionary<string, string> Of(HttpClient client) => Jars.TryGetValue(client, out var jar) ? jar._cookies : throw new ArgumentException("not a signed-in client");

    public void BelongsTo(HttpClient client) => Jars.Add(client, this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(c => c.Key + "=" + c.Value)));
        var response = await base.SendAsync(request, cancel);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set) Keep(cookie.Split(';')[0]);
        return response;
    }

    private void Keep(string cookie)
    {
        var equals = cookie.IndexOf('=', StringComparison.Ordinal);
        _cookies[cookie[..equals]] = cookie[(equals + 1)..];
    }
}
