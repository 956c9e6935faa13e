using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
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
    private const string Limit = "api", TokenItem = "api-token-scope";

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
        http.Items[TokenItem] = new TokenScope(token);
        http.Response.Headers.CacheControl = "private, no-store";
        return await next(context);
    }

    private static async Task<IResult> RatesAsync(
        HttpContext http, FigureEngine engine, PeopleDirectory directory, SchemeTable schemes, TenantDb db, Text text, TimeProvider clock, CancellationToken cancel)
    {
        var units = await directory.ReportingUnitsAsync(cancel);
        if (units.FirstOrDefault(u => u.Kind == OrgUnitKind.District) is not { } district) return Refused(new("还没有设置区和街镇。"), text);
        var scope = ScopeOf(http);
        var (request, refusal) = RatesRequest.Read(http.Request.Query, clock.Today(), units, scope);
        if (request is null) return Refused(refusal!, text);
        var table = await engine.CountAsync(request.Query, cancel);
        var keys = request.KeysOf(table);
        var portion = keys.Skip((request.Page - 1) * PageSize).Take(PageSize).ToList();
        var named = await RatesRows.UnitsAsync(request, portion, units, db, cancel);
        var rows = new RatesRows(request, district, named, await schemes.AllAsync(cancel));
        return Results.Json(new
        {
            date = request.Query.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), forecast = request.Query.Day > clock.Today(), level = request.Level, basis = request.Basis,
            by = request.By.Select(Slug.Of), definitions = FigureFacts.Spec, scope = ScopeOf(scope, units, text), page = request.Page, pageSize = PageSize, total = keys.Count,
            next = request.Page * PageSize < keys.Count ? request.Page + 1 : (int?)null, rows = portion.Select(k => rows.Of(new ReportCell(table[k], k, FigureHiding.Nothing))),
        });
    }

    private static IResult Definitions(Text text) => Results.Json(new
    {
        version = FigureFacts.Spec,
        measures = FigureFacts.All.Select(f => new
        {
            name = RatesRows.NameOf(f), title = text[f.Title()], basis = f.Basis() == CountBasis.Person ? "person" : "assignment",
            kind = f.Parts() is null ? "count" : "rate", definition = text[f.Words()],
        }),
        rules = FigureFacts.Common.Select(c => new { name = text[c.Name], definition = text[c.Words] }),
        lines = Enum.GetValues<Line>().Select(l => new { code = Slug.Of(l), title = text[l.Title()] }),
        roles = RoleFacts.All.Select(r => new { code = Slug.Of(r), title = text[r.Title()], line = Slug.Of(r.LineOf()) }),
        schoolKinds = Enum.GetValues<SchoolKind>().Select(k => new { code = Slug.Of(k), title = text[k.Title()] }),
        tenures = Enum.GetValues<TenureBand>().Select(t => new { code = Slug.Of(t), title = text[t.Title()] }),
    });

    /// <summary>Units as they are on a day, with what they are part of on that day.</summary>
    private static async Task<IResult> UnitsAsync(HttpContext http, PeopleDirectory directory, Text text, TimeProvider clock, CancellationToken cancel)
    {
        var (request, refusal) = UnitsRequest.Read(http.Request.Query, clock.Today());
        if (request is null) return Refused(new(refusal!), text);
        var (known, scope) = (await directory.ReportingUnitsAsync(cancel), ScopeOf(http));
        var (codes, kinds, schools) = (known.Where(scope.Has).ToDictionary(u => u.Id, u => u.Code), request.Kinds, request.OfLines);
        var (streets, lines) = (scope.Streets, scope.Lines);
        var units = directory.UnitsOn(request.Day).Where(u => kinds.Contains(u.Unit.Kind));
        if (scope.LimitsUnits) units = schools || kinds.Contains(OrgUnitKind.Neighborhood)
            ? units.Where(u => u.ParentId != null && streets.Contains(u.ParentId.Value)) : units.Where(u => streets.Contains(u.Unit.Id));
        if (schools && lines.Count > 0) units = units.Where(u => u.Unit.Line != null && lines.Contains(u.Unit.Line.Value));
        var total = await units.CountAsync(cancel);
        var page = await units.OrderBy(u => u.Unit.Code).Skip((request.Page - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        return Results.Json(new
        {
            date = request.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), level = request.Level, scope = ScopeOf(scope, known, text),
            page = request.Page, pageSize = PageSize, total, next = request.Page * PageSize < total ? request.Page + 1 : (int?)null,
            units = page.Select(u => new { code = u.Unit.Code, name = u.Unit.Name, kind = Slug.Of(u.Unit.Kind), parent = u.ParentId is { } parent ? codes.GetValueOrDefault(parent) : null }),
        });
    }

    private static TokenScope ScopeOf(HttpContext http) => (TokenScope)http.Items[TokenItem]!;

    /// <summary>What is left out of every answer, in words too; null = nothing.</summary>
    private static object? ScopeOf(TokenScope scope, IReadOnlyList<OrgUnit> units, Text text) => scope.Streets.Count + scope.Lines.Count == 0 ? null : new
    {
        units = scope.LimitsUnits ? units.Where(scope.Has).Select(u => u.Code) : null, lines = scope.Lines.Count > 0 ? scope.Lines.Order().Select(Slug.Of) : null,
        message = text["这个令牌只能读范围内的街镇和条线，其余的不在结果里。要更大的范围，请找区管理员新建令牌。"],
    };

    private static IResult Refused(ApiRefusal refusal, Text text) => refusal.NotFound
        ? Results.Problem(title: text["没有找到"], detail: text[refusal.Detail], statusCode: StatusCodes.Status404NotFound)
        : Results.Problem(title: text["请求有误"], detail: text[refusal.Detail], statusCode: StatusCodes.Status400BadRequest);

    private static string? Secret(HttpContext http) =>
        http.Request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
}
