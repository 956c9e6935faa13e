using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Training.Platform.Tenants;

/// <summary>A page for when there is no tenant and hence no theme: plain HTML, no script, no style, still with 110 and 120.</summary>
public static class TenantNotice
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static Task WriteAsync(HttpContext context, int status, string title, string advice)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        var (t, a) = (Encoder.Encode(title), Encoder.Encode(advice));
        return context.Response.WriteAsync($"""
            <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{t}</title></head><body><main><h1>{t}</h1><p>{a}</p>
            <p>如果你或孩子现在有危险，请先拨 <a href="tel:110">110</a> 或 <a href="tel:120">120</a>。</p></main></body></html>
            """);
    }
}
