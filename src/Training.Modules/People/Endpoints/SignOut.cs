using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Training.Platform.Security;

namespace Training.Modules.People.Endpoints;

/// <summary>POST /sign-out – with a form token, so that no other site can do it.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/sign-out", PostAsync).AllowAnonymous();

    private static async Task<IResult> PostAsync(HttpContext http, IAntiforgery forms, SignInManager<User> signIn)
    {
        await forms.ValidateRequestAsync(http);
        await signIn.SignOutAsync();
        return Results.LocalRedirect(http.Request.PathBase + "/");
    }
}
