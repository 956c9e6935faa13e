namespace Training.Tests.Hosting;

/// <summary>Keeps cookies like a browser, starting with one.</summary>
internal sealed class CookieJar : DelegatingHandler
{
    private readonly Dictionary<string, string> _cookies = [];

    public CookieJar(string cookie) => Keep(cookie);

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
