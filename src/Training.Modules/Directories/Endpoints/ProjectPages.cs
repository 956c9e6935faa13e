using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Courseware.Services;
using Training.Modules.Directories.Models;
using Training.Modules.Directories.Queries;
using Training.Modules.People.Models;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Directories.Endpoints;

/// <summary>GET /projects?category=&amp;line= and GET /projects/{slug}.</summary>
internal static class ProjectPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/projects", ListAsync).AllowAnonymous();
        routes.MapGet("/projects/{slug:regex(^[a-z0-9-]{{1,60}}$)}", ShowAsync).AllowAnonymous();
    }

    private static async Task<IResult> ListAsync(
        string? category, string? line, ProjectList projects, PageFrame frame, Text text, CancellationToken cancel)
    {
        (frame.Title, frame.Area, frame.Nav) = (text["品牌项目"], Area.Public, "projects");
        var all = await projects.AllAsync(cancel);
        // An unknown word in the address means no filter: an old link still shows something.
        var categories = all.Select(p => p.As<BrandProjectPart>().Category).Distinct().ToList();
        var chosen = categories.Contains(category ?? "") ? category : null;
        Line? lead = Enum.TryParse<Line>(line, ignoreCase: true, out var l) && Enum.IsDefined(l) ? l : null;
        var lines = Enum.GetValues<Line>().Where(v => all.Any(p => p.As<BrandProjectPart>().Concerns(v)));
        return new LiquidResult("Projects", new()
        {
            ["Projects"] = ProjectList.Filter(all, chosen, lead).Select(ProjectCard.Of).ToList(),
            ["Categories"] = Choices(categories.Select(c => (c, c)), chosen, v => Address(v, lead?.ToString())),
            ["Lines"] = Choices(lines.Select(v => (v.ToString(), text[v.Title()])), lead?.ToString(), v => Address(chosen, v)),
        });
    }

    private static async Task<IResult> ShowAsync(
        string slug, ProjectList projects, TextCache texts, PageFrame frame, CancellationToken cancel)
    {
        if (await projects.BySlugAsync(slug, cancel) is not { } item) return Results.NotFound();
        (frame.Title, frame.Area, frame.Nav) = (item.DisplayText, Area.Public, "projects");
        return new LiquidResult("Content-BrandProject", new() { ["Model"] = ProjectCard.Of(item), ["Body"] = texts.Of(item).Html });
    }

    /// <summary>The first choice has no title: it stands for all.</summary>
    private static List<object> Choices(IEnumerable<(string Value, string Title)> values, string? chosen, Func<string?, string> address) =>
    [
        new { Title = "", Url = address(null), Current = chosen is null },
        .. values.Select(v => new { v.Title, Url = address(v.Value), Current = v.Value == chosen }),
    ];

    private static string Address(string? category, string? line)
    {
        var query = new QueryBuilder();
        if (category is not null) query.Add("category", category);
        if (line is not null) query.Add("line", line);
        return "/projects" + query;
    }
}
