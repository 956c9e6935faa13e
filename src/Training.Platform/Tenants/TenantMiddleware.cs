using Microsoft.AspNetCore.Http;

namespace Training.Platform.Tenants;

/// <summary>
/// Puts the request into its tenant: host, then first path segment, which moves from Path to PathBase.
/// A tenant that is not running answers 503, an address that belongs to no tenant 404.
/// </summary>
public sealed class TenantMiddleware(RequestDelegate next, TenantStore tenants, CurrentTenant current)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var tenant = tenants.Table.Match(context.Request.Host.Value ?? "", path);
        if (tenant is null)
        {
            await TenantNotice.WriteAsync(context, StatusCodes.Status404NotFound, "没有找到这个站点",
                "请检查网址；区级站点的网址由区里发布。");
            return;
        }
        if (tenant.State != TenantState.Running)
        {
            await TenantNotice.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "站点暂时停用",
                "站点正在准备或已停用，请稍后再来，或联系管理员。");
            return;
        }
        if (tenant.RequestUrlPrefix.Length > 0)
        {
            context.Request.PathBase += tenant.BasePath;
            var rest = path[(tenant.RequestUrlPrefix.Length + 1)..];
            context.Request.Path = rest.Length == 0 ? "/" : rest;
        }
        using (current.Enter(tenant))
        {
            await next(context);
            // An answer without body would start only after this, outside the tenant; what waits for its start (renewing the
            // sign-in cookie) needs to know whose it is.
            if (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested) await context.Response.StartAsync(CancellationToken.None);
        }
    }
}
