using Microsoft.AspNetCore.Http;

namespace Training.Modules.Assessment.Exams.Endpoints;

/// <summary>Addresses of the pages of an exam, with the tenant's path before them.</summary>
internal static class ExamAddress
{
    public static string Start(HttpContext http, string code) => $"{http.Request.PathBase}/exams/{Uri.EscapeDataString(code)}";

    public static string Question(HttpContext http, string reference, int position) => $"{http.Request.PathBase}/exam/{reference}/{position}";

    /// <summary>Asks before an exam with unanswered questions is handed in.</summary>
    public static string Submit(HttpContext http, string reference) => $"{http.Request.PathBase}/exam/{reference}/submit";

    public static string Result(HttpContext http, string reference) => $"{http.Request.PathBase}/exam/{reference}/result";
}
