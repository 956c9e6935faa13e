using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Training.Tests.Hosting;

/// <summary>Reading pages and sending their forms.</summary>
public static class Browsing
{
    private static readonly HtmlParser Parser = new();

    /// <summary>The page; fails on any status but 200.</summary>
    public static async Task<IHtmlDocument> PageAsync(this HttpClient client, string address)
    {
        using var response = await client.GetAsync(address);
        Assert.True(response.StatusCode == System.Net.HttpStatusCode.OK, $"{address} answered {(int)response.StatusCode} {response.Headers.Location}");
        return await response.DocumentAsync();
    }

    public static async Task<IHtmlDocument> DocumentAsync(this HttpResponseMessage response) =>
        await Parser.ParseDocumentAsync(await response.Content.ReadAsStringAsync());

    /// <summary>Sends a form of the page with its hidden fields (and so its form token), some fields overridden.</summary>
    public static Task<HttpResponseMessage> SubmitAsync(this HttpClient client, IHtmlDocument page, string formSelector, params (string Name, string Value)[] fields)
    {
        var form = page.QuerySelector<IHtmlFormElement>(formSelector) ?? throw new InvalidOperationException($"The page has no form '{formSelector}'.");
        var values = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(i => KeyValuePair.Create(i.Name!, i.Value))
            .Where(v => fields.All(f => f.Name != v.Key))
            .Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var action = form.GetAttribute("action");
        return client.PostAsync(string.IsNullOrEmpty(action) ? throw new InvalidOperationException($"The form '{formSelector}' has no action.") : action, new FormUrlEncodedContent(values));
    }
}
