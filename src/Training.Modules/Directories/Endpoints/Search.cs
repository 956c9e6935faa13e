using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Directories.Services;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Search;

namespace Training.Modules.Directories.Endpoints;

/// <summary>GET /search?q=&amp;page= – what was searched for is neither logged nor counted (domain/safety.md §3).</summary>
internal static class Search
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/search", GetAsync).AllowAnonymous();

    private static async Task<IResult> GetAsync(
        string? q, string? page, HttpContext http, SearchIndex index, Highlight highlight, PageFrame frame, Text text, CancellationToken cancel)
    {
        var signedIn = http.User.Identity?.IsAuthenticated == true;
        (frame.Title, frame.Area) = (text["搜索"], signedIn ? Area.Learner : Area.Public);
        var words = SearchWords.Parse(q);
        var found = await index.SearchAsync(words, int.TryParse(page, out var number) ? number : 1, signedIn, cancel);
        // The words stand in the address of this page; a link must not carry them on.
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return new LiquidResult("Search", new()
        {
            ["Query"] = words.Text,
            ["Total"] = found.Total,
            ["PageNumber"] = found.Page,
            ["Pages"] = found.Pages,
            ["Previous"] = found.Page > 1 ? Address(found.Page - 1) : "",
            ["Next"] = found.Page < found.Pages ? Address(found.Page + 1) : "",
            ["Danger"] = DangerWords.Hit(words.Text),
            ["Hits"] = found.Hits.Select(h => new
            {
                Kind = text[h.Kind], h.Url, Title = highlight.Mark(h.Title, words.Words), Excerpt = highlight.Excerpt(h.Body, words.Words),
            }).ToList(),
        });

        string Address(int to) => $"/search?q={Uri.EscapeDataString(words.Text)}&page={to}";
    }
}
