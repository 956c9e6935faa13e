using Microsoft.AspNetCore.Http;

namespace Training.Modules.Practice.Endpoints;

/// <summary>Addresses of the pages of a scenario, with the tenant's path before them.</summary>
internal static class ScenarioAddress
{
    public static string Start(HttpContext http, string scenarioId) => $"{http.Request.PathBase}/scenarios/{Uri.EscapeDataString(scenarioId)}";

    public static string Run(HttpContext http, string reference) => $"{http.Request.PathBase}/scenarios/run/{reference}";

    /// <param name="step">From 1.</param>
    public static string Feedback(HttpContext http, string reference, int step) => $"{http.Request.PathBase}/scenarios/run/{reference}/steps/{step}";

    public static string Debrief(HttpContext http, string reference) => $"{http.Request.PathBase}/scenarios/run/{reference}/debrief";
}
