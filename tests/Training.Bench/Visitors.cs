using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Training.Bench;

/// <summary>The demo accounts, signed in over the real form.</summary>
internal sealed record Visitors(Site Site, HttpClient Worker, HttpClient Officer, HttpClient Anyone)
{
    public const string Password = "demo-2026";

    public static async Task<Visitors> SignInAsync(Site site)
    {
        var worker = await SignInAsync(site, "worker");
        // Past the content notice, else the lesson only leads back to it.
        using var entered = await worker.SendAsync(await FormAsync(worker, "changning/modules/o02", "form[action$='/enter']", f => f));
        return new(site, worker, await SignInAsync(site, "officer"), NewClient(site));
    }

    public static async Task<HttpClient> SignInAsync(Site site, string account)
    {
        var client = NewClient(site);
        using var response = await client.SendAsync(await SignInRequestAsync(client, account));
        if (response.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"Sign-in of {account} answered {(int)response.StatusCode}.");
        return client;
    }

    public static async Task<HttpRequestMessage> SignInRequestAsync(HttpClient client, string account) =>
        await FormAsync(client, "changning/sign-in", "form[action*='sign-in']", form => form.Select(f =>
            f.Key.Contains("assword", StringComparison.Ordinal) ? KeyValuePair.Create(f.Key, Password)
            : f.Value.Length == 0 && !f.Key.Contains("eturn", StringComparison.Ordinal) ? KeyValuePair.Create(f.Key, account) : f));

    /// <summary>Reads a page's form and makes the request that sends it, its fields changed by <paramref name="fill"/>.</summary>
    public static async Task<HttpRequestMessage> FormAsync(
        HttpClient client, string page, string selector, Func<IEnumerable<KeyValuePair<string, string>>, IEnumerable<KeyValuePair<string, string>>> fill)
    {
        var document = new HtmlParser().ParseDocument(await FirstVisit.TextAsync(client, page));
        var form = document.QuerySelector<IHtmlFormElement>(selector) ?? throw new InvalidOperationException($"{page} has no form {selector}.");
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input[name]").Where(i => i.Type is not ("radio" or "checkbox" or "submit"))
            .Select(i => KeyValuePair.Create(i.Name!, i.Value));
        return new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = new FormUrlEncodedContent(fill(fields)) };
    }

    /// <summary>A form that signs somebody in, sent by a client that forgets the cookie it gets: each time a first sign-in.</summary>
    public static async Task<(HttpClient Client, HttpRequestMessage Request)> ForgetfulAsync(Site site)
    {
        var cookies = new CookieContainer();
        using var first = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies })
        {
            BaseAddress = site.Address, DefaultRequestHeaders = { { "Accept-Encoding", "br" } },
        };
        var request = await SignInRequestAsync(first, "renewal");
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 64 })
        {
            BaseAddress = site.Address, DefaultRequestHeaders = { { "Cookie", cookies.GetCookieHeader(new Uri(site.Address, "changning/sign-in")) } },
        };
        return (client, request);
    }

    private static HttpClient NewClient(Site site) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new CookieContainer(), MaxConnectionsPerServer = 64 })
        {
            BaseAddress = site.Address,
            DefaultRequestHeaders = { { "Accept-Encoding", "br" } },
        };
}
