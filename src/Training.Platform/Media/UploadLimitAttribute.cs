using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Training.Platform.Media;

/// <summary>
/// Lets a page take a form of more bytes than the host otherwise does, and refuses a larger one with 413 before anything reads
/// it, the form token included. A form without a length, which no browser sends, is refused too.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UploadLimitAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>The largest file and the other fields beside it, a little above, so that a file just too large is refused in words on the page.</summary>
    public const int FormBytes = MediaStore.MaxBytes + (1024 * 1024);

    /// <summary>Before the filter that checks the form token (1000).</summary>
    public int Order => 900;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsPost(request.Method)) return;
        if (!(request.ContentLength <= FormBytes)) context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        else if (context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = FormBytes;
    }
}
