using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Training.Platform.Localization;

namespace Training.Platform.Display;

/// <summary>
/// The way to the other language. A link and not a form: it changes nothing but how this browser is answered, so public
/// pages stay without form cookie.
/// </summary>
public static class LanguageLink
{
    /// <summary>HTML of a link that comes back to the current page.</summary>
    public static string Html(HttpContext http)
    {
        var (to, lang, title) = Text.IsEnglish ? ("zh", "zh-CN", "中文") : ("en", "en", "English");
        // Only what was read can be read again in the other language.
        var path = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path.Value + http.Request.QueryString.Value : "/";
        var address = $"{http.Request.PathBase}/language?to={to}&return={Uri.EscapeDataString(path)}";
        return $"<a class=\"lnk\" lang=\"{lang}\" hreflang=\"{lang}\" href=\"{HtmlEncoder.Default.Encode(address)}\" rel=\"nofollow\">{title}</a>";
    }
}
