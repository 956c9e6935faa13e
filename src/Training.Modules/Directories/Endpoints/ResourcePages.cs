using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Directories.Models;
using Training.Modules.Directories.Queries;
using Training.Modules.Directories.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Search;

namespace Training.Modules.Directories.Endpoints;

/// <summary>
/// GET /resources?q=&amp;town=&amp;type=&amp;h24= – the directory. Every published entry is in the page; what the filter leaves out
/// is hidden, so that the script of the theme can filter further while typing.
/// </summary>
internal static class ResourcePages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/resources", ListAsync).AllowAnonymous();

    private static async Task<IResult> ListAsync(
        string? q, string? town, string? type, string? h24, HttpContext http, ResourceList resources, Streets streets,
        TimeProvider clock, PageFrame frame, Text text, CancellationToken cancel)
    {
        var area = http.User.Identity?.IsAuthenticated == true ? Area.Learner : Area.Public;
        (frame.Title, frame.Area, frame.Nav) = (text["资源目录"], area, "resources");
        var all = await resources.AllAsync(cancel);
        var towns = await streets.AllAsync(cancel);
        var types = all.Select(r => r.As<ResourcePart>().Category).Distinct().ToList();
        var words = SearchWords.Parse(q).Text;
        var street = towns.FirstOrDefault(t => t.Code == town);
        var filter = new ResourceFilter(street?.Name, types.Contains(type ?? "") ? type : null, h24 is "1" or "on", words);
        var today = clock.Today();
        var entries = all.Select(r => ResourceEntry.Of(
            r, today, towns.FirstOrDefault(t => t.Name == r.As<ResourcePart>().SubDistrict)?.Code, hidden: !filter.Fits(r))).ToList();
        return new LiquidResult("Resources", new()
        {
            ["Entries"] = entries,
            ["Total"] = entries.Count(e => !e.Hidden),
            ["Towns"] = towns,
            ["Types"] = types,
            ["Filter"] = new { Text = words, Town = street?.Code ?? "", Type = filter.Category ?? "", H24 = filter.Only24h },
            ["Danger"] = DangerWords.Hit(words),
        });
    }
}
