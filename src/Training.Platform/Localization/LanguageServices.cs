using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using System.Globalization;

namespace Training.Platform.Localization;

/// <summary>Chinese unless the visitor chose English (cookie <c>lang</c>). The browser's own preference does not count:
/// district phones are often set to odd languages, and staff read Chinese.</summary>
public static class LanguageServices
{
    public const string Cookie = "lang";
    private static readonly CultureInfo Chinese = new("zh-CN"), English = new("en");

    public static IApplicationBuilder UseLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var culture = context.Request.Cookies[Cookie] == "en" ? English : Chinese;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        return next(context);
    });

    public static void Choose(HttpContext context, string language) => context.Response.Cookies.Append(
        Cookie, language == "en" ? "en" : "zh", new CookieOptions
        {
            Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
            MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true,
            Secure = context.Request.IsHttps,
        });
}
