using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Training.Platform.Security;

/// <summary>Who signed in with a password handed out by an officer first changes it: every page behind the sign-in leads there.</summary>
public static class OneTimePasswords
{
    private static readonly string[] Open = ["/me", "/sign-out", "/language"];

    public static IApplicationBuilder UseOneTimePasswords(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!context.User.HasClaim(Claims.OneTimePassword, "1") || Open.Contains(context.Request.Path.Value, StringComparer.OrdinalIgnoreCase)
            || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null) return next(context);
        context.Response.Redirect(context.Request.PathBase + "/me");
        return Task.CompletedTask;
    });
}
