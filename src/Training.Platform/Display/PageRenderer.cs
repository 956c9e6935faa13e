using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Platform.Display;

/// <summary>Puts a page into the theme's layout, and gives every template the same words: Site, Page, User, Nav, Tabs, Crisis.</summary>
public sealed class PageRenderer(
    LiquidViews views, PageFrame frame, Icons icons, Text text, CurrentTenant tenant, SettingsStore settings,
    IEnumerable<MenuEntry> menu, PermissionTable permissions, ICrisisSource crisis)
{
    /// <summary>Renders a template of the theme inside the frame's layout.</summary>
    public async Task RenderViewAsync(HttpContext http, string view, Dictionary<string, object?> values, TextWriter writer)
    {
        var model = await ModelAsync(http);
        foreach (var (name, value) in values) model.Values[name] = value;
        using var body = new StringWriter();
        await views.RenderAsync(view, model, body);
        model.Body = body.ToString();
        await views.RenderAsync(frame.Layout, model, writer);
    }

    /// <summary>Renders the frame's layout around finished HTML.</summary>
    public async Task RenderLayoutAsync(HttpContext http, string body, TextWriter writer)
    {
        var model = await ModelAsync(http);
        model.Body = body;
        await views.RenderAsync(frame.Layout, model, writer);
    }

    private async ValueTask<LiquidModel> ModelAsync(HttpContext http)
    {
        var current = tenant.Required;
        var site = await settings.GetAsync<SiteSettings>(http.RequestAborted);
        var user = http.User;
        var name = user.Name();
        var size = http.Request.Cookies["text"];
        frame.Sections.TryAdd("language", LanguageLink.Html(http));
        var entries = menu.Where(m => m.Area == frame.Area
            && (current.IsDefault ? !m.DistrictOnly : !m.CityOnly)
            && (m.Permission is null || permissions.Has(user, m.Permission))).OrderBy(m => m.Order).ToList();
        var values = new Dictionary<string, object?>
        {
            ["Site"] = new
            {
                site.Name, site.SubName, site.IsDemo, site.Operator, site.Contact, current.BasePath,
                Lang = Text.IsEnglish ? "en" : "zh-CN",
                TextSize = size is "lg" or "xl" ? size : "",
            },
            ["Page"] = new
            {
                frame.Title, Area = frame.Area.ToString().ToLowerInvariant(), frame.Nav, frame.CrisisOpen, frame.BodyClass,
                Path = http.Request.Path.Value + http.Request.QueryString.Value,
            },
            ["User"] = new
            {
                IsAuthenticated = user.Identity?.IsAuthenticated == true, Name = name, Initial = name.Length > 0 ? name[..1] : "",
                RoleText = user.FindFirstValue("role_text") ?? "",
                CanConsole = menu.Any(m => m.Area == Area.Console && m.Permission is { } p && permissions.Has(user, p)),
            },
            ["Nav"] = entries.Select(e => Item(e, e.Title)).ToList(),
            ["Tabs"] = entries.Where(e => e.TabTitle is not null).Select(e => Item(e, e.TabTitle!)).ToList(),
            ["Crisis"] = await crisis.NumbersAsync(http.RequestAborted),
        };
        return new LiquidModel(values, frame, icons, http.Request.PathBase.Value ?? "");

        object Item(MenuEntry e, string title) => new
        {
            e.Key, Title = text[title], Url = current.BasePath + e.Url, e.Icon, Current = e.Key == frame.Nav,
        };
    }
}
