using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Platform.Security;

public static class SecurityServices
{
    /// <summary>Name of the rate limit for sign-in and for public look-ups that could be tried through.</summary>
    public const string GuessingLimit = "guessing";

    /// <summary>Losing a role takes effect within this time on every open session.</summary>
    private static readonly TimeSpan StampInterval = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddSecurity(this IServiceCollection services, AppData appData, IConfiguration configuration)
    {
        services.AddDataProtection()
            .SetApplicationName("Training")
            .PersistKeysToFileSystem(new DirectoryInfo(appData.Path("Keys")));

        services.AddIdentityCore<User>(o =>
            {
                o.Password.RequiredLength = 8;
                o.Password.RequireNonAlphanumeric = o.Password.RequireUppercase = o.Password.RequireLowercase = o.Password.RequireDigit = false;
                o.Password.RequiredUniqueChars = 4;
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                o.User.AllowedUserNameCharacters = "";
            })
            .AddSignInManager()
            .AddTokenProvider<SixDigitCodes>(SixDigitCodes.Provider)
            .AddClaimsPrincipalFactory<UserClaims>()
            .AddUserStore<Microsoft.AspNetCore.Identity.EntityFrameworkCore.UserOnlyStore<User, TenantDb, long>>();
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = StampInterval);

        services.AddSingleton<IAntiforgeryAdditionalDataProvider, TenantFormTokens>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<CurrentTenant, IDataProtectionProvider, TimeProvider>((o, tenant, protection, clock) =>
            {
                o.Cookie = new TenantCookieBuilder("signin", tenant)
                {
                    HttpOnly = true, SameSite = SameSiteMode.Lax, SecurePolicy = CookieSecurePolicy.SameAsRequest, IsEssential = true,
                };
                o.TicketDataFormat = new TenantTicketFormat(protection, tenant);
                o.LoginPath = "/sign-in";
                o.AccessDeniedPath = "/forbidden";
                o.ExpireTimeSpan = TimeSpan.FromDays(30);
                o.SlidingExpiration = true;
                // Asked here first, because asking the validator makes a user manager for each request.
                o.Events.OnValidatePrincipal = c => clock.GetUtcNow() - c.Properties.IssuedUtc < StampInterval
                    ? Task.CompletedTask : SecurityStampValidator.ValidatePrincipalAsync(c);
            });
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<CurrentTenant>((o, tenant) =>
            o.Cookie = new TenantCookieBuilder("form", tenant)
            {
                HttpOnly = true, SameSite = SameSiteMode.Strict, SecurePolicy = CookieSecurePolicy.SameAsRequest, IsEssential = true,
            });

        services.AddSingleton<PermissionTable>();
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddAuthorization();

        var perMinute = configuration.GetValue("Security:GuessesPerMinute", 30);
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(GuessingLimit, context =>
            {
                // Reading the form is free; only attempts count.
                if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/verify"))
                    return RateLimitPartition.GetNoLimiter("read");
                var tenant = context.RequestServices.GetRequiredService<CurrentTenant>().Required.TenantId;
                return RateLimitPartition.GetFixedWindowLimiter($"{tenant}|{context.Connection.RemoteIpAddress}",
                    _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) });
            });
        });
        return services;
    }
}
