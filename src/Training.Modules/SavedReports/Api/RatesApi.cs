using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Tenants;

namespace Training.Modules.SavedReports.Api;

/// <summary>GET /api/v1/… – figures for other systems, with a bearer token; counts only. Documented in docs/api.md.</summary>
internal static class RatesApi
{
    public const int PageSize = 200, PerMinute = 120;
    private const string Limit = "api", TokenItem = "api-token";

    public static void AddLimit(IServiceCollection services) => services.Configure<RateLimiterOptions>(o => o.AddPolicy(Limit, context =>
    {
        var tenant = context.RequestServices.GetRequiredService<CurrentTenant>().Required.TenantId;
        // By token where one is sent, so that systems behind one address do not slow each other down.
        var who = Secret(context) is { } secret ? ApiToken.HashOf(secret) : context.Connection.RemoteIpAddress?.ToString();
        return RateLimitPartition.GetFixedWindowLimiter($"{tenant}|api|{who}", _ => new() { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) });
    }));

    public static void Map(IEndpointRouteBuilder routes)
    {
        Get("/api/v1/rates", RatesAsync);
        Get("/api/v1/definitions", Definitions);
        Get("/api/v1/units", UnitsAsync);

        void Get(string address, Delegate handler) => routes.MapGet(address, handler).AllowAnonymous().RequireRateLimiting(Limit).AddEndpointFilter(TokenAsync);
    }

    /// <summary>No cookie opens these addresses, only a token.</summary>
    private static async ValueTask<object?> TokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var text = http.RequestServices.GetRequiredService<Text>();
        if (http.RequestServices.GetRequiredService<CurrentTenant>().Required.IsDefault) return Results.Problem(title: text["没有这个接口"], detail: text["市级站点没有数据接口，请到区的站点查询。"], statusCode: StatusCodes.Status404NotFound);
        if (Secret(http) is not { } secret || await http.RequestServices.GetRequiredService<TokenDesk>().OpenAsync(secret, http.RequestAborted) is not { } token)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.Problem(title: text["令牌无效"], detail: text["请在 Authorization 里带上有效的令牌；没有、过期或已停用的，请找区管理员新建。"], statusCode: StatusCodes.Status401Unauthorized);
        }
        http.Items[TokenItem] = token;
        http.Response.Headers.CacheControl = "private, no-store";
        return await next(context);
    }

    private static async Task<IResult> RatesAsync(HttpContext http, FigureEngine engine, PeopleDirectory directory, Text text, TimeProvider clock, CancellationToken cancel)
    {
        var (query, today) = (http.Request.Query, clock.Today());
        var day = today;
        if (query["date"].ToString() is { Length: > 0 } date && (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            || day < RateSelection.First || day > today.AddYears(RateSelection.YearsAhead))) return Bad("date 要写成 2026-11-30 这样，2000 年以后、三年以内。");
        if (Choice(query["level"], "street", ["district", "street"]) is not { } level) return Bad("level 只能是 district 或 street。");
        if (Choice(query["basis"], "assignment", ["assignment", "person"]) is not { } basis) return Bad("basis 只能是 assignment 或 person。");
        var line = Slug.Parse<Line>(query["line"]);
        if (line is null && query["line"].ToString().Length > 0) return Bad("没有这个 line，请看 /api/v1/definitions。");
        var role = Slug.Parse<TrainingRole>(query["role"]);
        if (role is null && query["role"].ToString().Length > 0) return Bad("没有这个 role，请看 /api/v1/definitions。");
        if (!int.TryParse(query["page"].ToString() is { Length: > 0 } p ? p : "1", CultureInfo.InvariantCulture, out var page) || page is < 1 or > 100_000) return Bad("page 从 1 开始。");

        var units = (await directory.ReportingUnitsAsync(cancel)).ToDictionary(u => u.Id);
        if (units.Values.FirstOrDefault(u => u.Kind == OrgUnitKind.District) is not { } district) return Bad("还没有设置区和街镇。");
        var by = new List<FigureDimension> { level == "street" ? FigureDimension.Street : FigureDimension.District };
        by.Add(basis == "person" && line is not null ? FigureDimension.Line : FigureDimension.Role);
        // On assignment basis a line parts a role: each cell is one line's own.
        if (basis == "assignment") by.Add(FigureDimension.Line);
        var counted = new FigureQuery(basis == "person" ? CountBasis.Person : CountBasis.Assignment, day, by,
            new() { Lines = line is { } l ? [l] : [], Roles = role is { } r ? [r] : [] });
        var table = await engine.CountAsync(counted, cancel);
        var scope = ((ApiToken)http.Items[TokenItem]!).Scope;
        var keys = table.Keys.OrderBy(k => CodeOf(k.First), StringComparer.Ordinal).ThenBy(k => k.Second).ThenBy(k => k.Third).ToList();
        var rows = keys.Skip((page - 1) * PageSize).Take(PageSize).Select(k => RowOf(table, k, scope, level == "street" ? units.GetValueOrDefault(k.First) ?? district : district)).ToList();
        return Results.Json(new
        {
            date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), forecast = day > today, level, basis, definitions = FigureFacts.Spec,
            page, pageSize = PageSize, total = keys.Count, next = page * PageSize < keys.Count ? page + 1 : (int?)null, rows,
        });

        string CodeOf(int unit) => units.TryGetValue(unit, out var found) ? found.Code : "";
        IResult Bad(string detail) => Results.Problem(title: text["请求有误"], detail: text[detail], statusCode: StatusCodes.Status400BadRequest);
    }

    private static Dictionary<string, object?> RowOf(FigureTable table, FigureKey key, FigureScope scope, OrgUnit unit)
    {
        var by = table.Query.By;
        var cell = new ReportCell(table[key], scope.Covers(table.Query, key));
        var row = new Dictionary<string, object?> { ["unit"] = unit.Code, ["unitName"] = unit.Name };
        for (var i = 1; i < by.Count; i++)
            if (by[i] == FigureDimension.Role) row["role"] = Slug.Of((TrainingRole)key[i]);
            else row["line"] = Slug.Of((Line)key[i]);
        foreach (var figure in FigureFacts.Of(table.Query.Basis))
        {
            var name = char.ToLowerInvariant(figure.ToString()[0]) + figure.ToString()[1..];
            row[name] = figure.Parts() is not null ? cell.Text(figure) : cell.Count(figure) is { } count ? count : ReportCell.Few;
        }
        return row;
    }

    private static IResult Definitions(Text text) => Results.Json(new
    {
        version = FigureFacts.Spec,
        measures = FigureFacts.All.Select(f => new
        {
            name = char.ToLowerInvariant(f.ToString()[0]) + f.ToString()[1..], title = text[f.Title()], basis = f.Basis() == CountBasis.Person ? "person" : "assignment",
            kind = f.Parts() is null ? "count" : "rate", definition = text[f.Words()],
        }),
        rules = FigureFacts.Common.Select(c => new { name = text[c.Name], definition = text[c.Words] }),
        lines = Enum.GetValues<Line>().Select(l => new { code = Slug.Of(l), title = text[l.Title()] }),
        roles = RoleFacts.All.Select(r => new { code = Slug.Of(r), title = text[r.Title()], line = Slug.Of(r.LineOf()) }),
    });

    private static async Task<IResult> UnitsAsync(PeopleDirectory directory, CancellationToken cancel)
    {
        var units = await directory.ReportingUnitsAsync(cancel);
        var codes = units.ToDictionary(u => u.Id, u => u.Code);
        return Results.Json(new
        {
            units = units.Select(u => new { code = u.Code, name = u.Name, kind = Slug.Of(u.Kind), parent = u.ParentId is { } parent ? codes.GetValueOrDefault(parent) : null }),
        });
    }

    private static string? Secret(HttpContext http) =>
        http.Request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;

    private static string? Choice(string? text, string ifNone, string[] values) => string.IsNullOrEmpty(text) ? ifNone : values.Contains(text) ? text : null;
}
