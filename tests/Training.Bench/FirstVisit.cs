using System.Globalization;
using AngleSharp.Html.Parser;

namespace Training.Bench;

/// <summary>Compressed bytes and requests of a learner page for an empty browser cache, and again with a full one.</summary>
internal static class FirstVisit
{
    public static async Task<string> MeasureAsync(Site site, Visitors visitors)
    {
        var lines = new List<string> { "| page | first visit | requests | later visit |", "| --- | --- | --- | --- |" };
        foreach (var path in new[] { "changning/home", "changning/modules/o02", "changning/modules/o02/lessons/1" })
        {
            var (html, bytes) = await GetAsync(visitors.Worker, new Uri(site.Address, path));
            var total = bytes;
            var requests = 1;
            var page = new HtmlParser().ParseDocument(html);
            foreach (var asset in page.QuerySelectorAll("link[rel=stylesheet], script[src], link[rel=icon], link[rel=manifest]"))
            {
                total += (await GetAsync(visitors.Worker, new Uri(site.Address, asset.GetAttribute("href") ?? asset.GetAttribute("src")!))).Bytes;
                requests++;
            }
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"| /{path} | {total / 1024.0:0.0} KB | {requests} | {bytes / 1024.0:0.0} KB, 1 request |"));
        }
        return string.Join('\n', lines);
    }

    /// <summary>A page as text.</summary>
    public static async Task<string> TextAsync(HttpClient client, string path) => (await GetAsync(client, new Uri(client.BaseAddress!, path))).Html;

    private static async Task<(string Html, long Bytes)> GetAsync(HttpClient client, Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await client.SendAsync(request);
        var body = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        using var plain = new MemoryStream();
        if (response.Content.Headers.ContentEncoding.Contains("br"))
        {
            await using var brotli = new System.IO.Compression.BrotliStream(new MemoryStream(body), System.IO.Compression.CompressionMode.Decompress);
            await brotli.CopyToAsync(plain);
        }
        else plain.Write(body);
        return (System.Text.Encoding.UTF8.GetString(plain.ToArray()), body.Length);
    }
}
