using Microsoft.AspNetCore.Http;
using Training.Modules.Courseware.Models;

namespace Training.Modules.Learning.Endpoints;

/// <summary>Addresses of the learner's pages, with the tenant's path before them.</summary>
internal static class LearningAddress
{
    public static string Module(HttpContext http, ModuleView module) => $"{http.Request.PathBase}/modules/{module.Code}";

    /// <param name="n">From 1.</param>
    public static string Lesson(HttpContext http, ModuleView module, int n) => $"{Module(http, module)}/lessons/{n}";
}
