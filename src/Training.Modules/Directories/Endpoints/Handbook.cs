using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Directories.Models;
using Training.Modules.Directories.Queries;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Directories.Endpoints;

/// <summary>
/// GET /handbook/{street?} – the resource handbook of a 街镇 on one page to print (长民〔2024〕6号 item 8), made from the published
/// resources; what the directory does not know is a blank to fill in by hand.
/// </summary>
internal static class Handbook
{
    /// <summary>Entries printed for each kind of service: the page should stay one page.</summary>
    private const int PerKind = 2;

    /// <summary>The services that the handbook names in any case (source strings), with the category that fills the line.</summary>
    private static readonly (string Category, string Name, string Purpose)[] Kinds =
    [
        (ResourceCategories.Station, "街镇未成年人保护工作站", "心理咨询室，联系儿童主任"),
        (ResourceCategories.Hospital, "区精神卫生中心", "评估、干预和诊疗"),
        (ResourceCategories.Parenting, "“心家园”社区家庭教育公益咨询点", "家庭教育咨询"),
        ("", "学校心理辅导室", "找专职心理教师"),
    ];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/handbook/{street?}", GetAsync).AllowAnonymous();

    private static async Task<IResult> GetAsync(
        string? street, HttpContext http, ResourceList resources, Streets streets, TimeProvider clock, PageFrame frame, Icons icons, Text text, CancellationToken cancel)
    {
        var towns = await streets.AllAsync(cancel);
        var town = towns.FirstOrDefault(t => t.Code == street);
        if (street is not null && town is null) return Results.NotFound();
        (frame.Title, frame.Area, frame.Layout) = (text["服务资源手册"], Area.Public, "Layout-Print");
        frame.Sections["lead"] =
            $"<a class=\"btn btn-quiet slim\" href=\"{http.Request.PathBase}/resources\">{icons.Reference("chevron-left")}{text["资源目录"]}</a>";
        var today = clock.Today();
        // Without a street only what serves the whole district is printed.
        var near = (await resources.AllAsync(cancel)).Where(new ResourceFilter(town?.Name ?? "").Fits).ToList();
        return new LiquidResult("Handbook", new()
        {
            ["District"] = await streets.DistrictAsync(cancel) ?? "",
            ["Town"] = town,
            ["Towns"] = towns,
            ["Lines"] = near.Where(r => r.As<ResourcePart>() is { Tel: not null } part && ResourceCategories.IsHotline(part.Category))
                .Select(r => ResourceEntry.Of(r, today)).ToList(),
            ["Rows"] = Kinds.SelectMany(k => Rows(k, near, today)).ToList(),
            ["Printed"] = text.Date(today),
        });
    }

    private static IEnumerable<object> Rows((string Category, string Name, string Purpose) kind, List<ContentItem> near, DateOnly today)
    {
        var known = near.Where(r => r.As<ResourcePart>().Category == kind.Category).Take(PerKind).Select(r => ResourceEntry.Of(r, today)).ToList();
        return known.Count == 0
            ? [new { kind.Name, kind.Purpose, Entry = (ResourceEntry?)null }]
            : known.Select(e => new { Name = e.Item.DisplayText, kind.Purpose, Entry = (ResourceEntry?)e });
    }
}
