using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Training.Modules.Courseware.Authoring;

/// <summary>
/// Refuses a form above a number of bytes with 413 before anything reads it, the form token included. A form without a
/// length, which no browser sends, is refused too.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FormLimitAttribute(int bytes) : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>Before the filter that checks the form token (1000).</summary>
    public int Order => 900;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method) && !(request.ContentLength <= bytes))
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
    }
}
