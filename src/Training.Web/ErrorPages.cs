using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Web;

/// <summary>Every refusal and every fault as a page in the theme, in words that say what to do next.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => WriteAsync(context, StatusOf(context.Features.Get<IExceptionHandlerFeature>()?.Error)),
            AllowStatusCode404Response = true,
            SuppressDiagnosticsCallback = c => StatusOf(c.Exception) < 500,
        });
        app.UseStatusCodePages(c => WriteAsync(c.HttpContext, c.HttpContext.Response.StatusCode));
    }

    private static int StatusOf(Exception? error) => error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        AntiforgeryValidationException => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The form of a request that is too large cannot be read, so it looks like a form without its token.</summary>
    private static bool IsTooLarge(HttpContext context) =>
        context.Request.ContentLength > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;

    private static async Task WriteAsync(HttpContext context, int status)
    {
        if (status == 400 && IsTooLarge(context)) status = 413;
        var text = context.RequestServices.GetRequiredService<Text>();
        var (title, advice) = status switch
        {
            400 => ("这一页放得太久了", "页面上的信息已经过期，没有存上。请返回上一页，刷新后再试一次。"),
            401 => ("请先登录", "登录后才能看这一页。"),
            403 => ("这一页不归你的权限", "如果你需要看它，请联系区管理员。"),
            404 => ("没有找到这一页", "网址可能写错了，或者内容已经移走。你可以回到首页，或搜索一下。"),
            405 => ("这个地址不能这样打开", "请从页面上的按钮进入。"),
            413 => ("内容太大了，没有收下", "请按页面上写的大小删减后再试。"),
            415 => ("这种格式收不了", "请按页面上的说明选择格式。"),
            429 => ("试得太快了", "为了安全，请等一分钟再试。"),
            _ => ("出了点问题，没有存上", "不是你的错。请过一会儿再试；如果还是这样，请联系管理员并报上页面下方的编号。"),
        };
        context.Response.StatusCode = status;
        if (context.Request.Headers.XRequestedWith == "fetch" || context.Request.Path.StartsWithSegments("/api"))
        {
            await Results.Problem(title: text[title], detail: text[advice], statusCode: status).ExecuteAsync(context);
            return;
        }
        var frame = context.RequestServices.GetRequiredService<PageFrame>();
        frame.Title = text[title];
        frame.Area = Area.Public;
        frame.Layout = "Layout";
        frame.Sections.Clear();
        await new LiquidResult("Error", new()
        {
            ["Error"] = new { Title = text[title], Advice = text[advice], Code = status >= 500 ? context.TraceIdentifier : "" },
        }, status).ExecuteAsync(context);
    }
}
