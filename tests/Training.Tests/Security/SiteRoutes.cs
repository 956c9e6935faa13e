using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Tests.Hosting;

namespace Training.Tests.Security;

/// <summary>A route of the running app.</summary>
/// <param name="Pattern">As written, without a leading slash.</param>
/// <param name="Methods">GET, POST, …; a Razor Page answers to both.</param>
/// <param name="IsPublic">Opens without sign-in.</param>
internal sealed record SiteRoute(string Pattern, IReadOnlyList<string> Methods, bool IsPublic)
{
    /// <summary>Everything that routing knows, read from the app itself, so that no route can be forgotten.</summary>
    public static IReadOnlyList<SiteRoute> All(TestApp app) =>
    [
        .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is not null && !e.RoutePattern.RawText.StartsWith("{*path", StringComparison.Ordinal))
            .GroupBy(e => e.RoutePattern.RawText!.TrimStart('/'))
            .Select(g => new SiteRoute(
                g.Key,
                [.. g.SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]).Distinct()],
                g.All(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)))
            .OrderBy(r => r.Pattern, StringComparer.Ordinal),
    ];
}
