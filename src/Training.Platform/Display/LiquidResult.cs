using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Training.Platform.Display;

/// <summary>Answer of an endpoint whose page a district may restyle: a template of the theme in its layout.</summary>
public sealed class LiquidResult(string view, Dictionary<string, object?> values, int status = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        using var html = new StringWriter();
        await http.RequestServices.GetRequiredService<PageRenderer>().RenderViewAsync(http, view, values, html);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html.ToString(), Encoding.UTF8, http.RequestAborted);
    }
}
