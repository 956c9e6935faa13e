using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Training.Modules.Exchange.Format;

namespace Training.Modules.Exchange.Desk;

/// <summary>As <see cref="Platform.Media.UploadLimitAttribute"/>, for a set of facts: refused with 413 before anything reads it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FactsUploadLimitAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>The largest set and the other fields, a little above, so that one just too large is refused in words on the page.</summary>
    public const int FormBytes = FactLimits.Upload + (1024 * 1024);

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
