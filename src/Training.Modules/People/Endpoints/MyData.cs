using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Training.Modules.People.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Modules.People.Endpoints;

/// <summary>GET /me/data – everything that is kept about the signed-in person, as a JSON file (PIPL 45).</summary>
internal static class MyData
{
    private static readonly JsonSerializerOptions Readable = new(ContentJson.Options)
    {
        WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/me/data", GetAsync);

    private static async Task<IResult> GetAsync(
        HttpContext http, PeopleDirectory people, IEnumerable<IPersonalData> sources, AuditLog audit, TenantDb db, TimeProvider clock, CancellationToken cancel)
    {
        if (http.User.PersonId() is not { } id || await people.FindAsync(id, cancel) is not { } person) return Results.NotFound();
        var data = new Dictionary<string, object?>
        {
            ["exportedOn"] = clock.Today(),
            ["person"] = new { name = person.Name, staffNo = person.StaffNo, phone = person.Phone, recordedUtc = person.CreatedUtc },
        };
        foreach (var source in sources) data[source.Name] = await source.OfAsync(id, cancel);
        audit.Add("Person", "OwnDataExported", person.Ref, "本人下载了自己的信息");
        await db.SaveChangesAsync(cancel);
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(data, Readable), "application/json", $"my-data-{clock.Today():yyyy-MM-dd}.json");
    }
}
