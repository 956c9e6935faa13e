using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.Directories.Queries;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Directories.Endpoints;

/// <summary>GET / – the public home of a district; on the city's site the way to the districts.</summary>
internal static class PublicHome
{
    /// <summary>Projects on the home page; the rest is one tap away.</summary>
    private const int Projects = 4;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", GetAsync).AllowAnonymous();

    private static async Task<IResult> GetAsync(
        ProjectList projects, Streets streets, SettingsStore settings, TenantStore tenants, CurrentTenant current, PageFrame frame, Text text, CancellationToken cancel)
    {
        (frame.Title, frame.Area, frame.Nav) = (text["首页"], Area.Public, "home");
        var districts = current.Required.IsDefault
            ? tenants.Table.Tenants.Where(t => t is { IsDefault: false, State: TenantState.Running }).ToList()
            : [];
        // A single site without districts is its own district.
        if (districts.Count > 0)
            return new LiquidResult("CityHome", new()
            {
                ["Districts"] = districts.ConvertAll(d => new { Name = d.Description.Length > 0 ? d.Description : d.Name, Url = AddressOf(d) }),
            });
        var all = await projects.AllAsync(cancel);
        return new LiquidResult("PublicHome", new()
        {
            ["District"] = await streets.DistrictAsync(cancel) ?? (await settings.GetAsync<SiteSettings>(cancel)).SubName,
            ["Projects"] = all.Take(Projects).Select(ProjectCard.Of).ToList(),
            ["ProjectCount"] = all.Count,
        });
    }

    /// <summary>By its own host where it has one, else below this site's root.</summary>
    private static string AddressOf(Tenant tenant)
    {
        var host = tenant.RequestUrlHost.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(h => !h.StartsWith('*'));
        return (host is null ? "" : "//" + host) + tenant.BasePath + "/";
    }
}
