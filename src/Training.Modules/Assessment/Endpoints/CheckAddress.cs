using Microsoft.AspNetCore.Http;

namespace Training.Modules.Assessment.Endpoints;

/// <summary>Addresses of the pages of a check, with the tenant's path before them.</summary>
internal static class CheckAddress
{
    public static string Start(HttpContext http, string moduleCode) => $"{http.Request.PathBase}/modules/{Uri.EscapeDataString(moduleCode)}/check";

    public static string Question(HttpContext http, string reference, int position) => $"{http.Request.PathBase}/check/{reference}/{position}";

    /// <summary>Asks before an attempt with unanswered questions is handed in.</summary>
    public static string Submit(HttpContext http, string reference) => $"{http.Request.PathBase}/check/{reference}/submit";

    public static string Result(HttpContext http, string reference) => $"{http.Request.PathBase}/check/{reference}/result";
}
