using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Training.Modules.People.Models;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Recipes;
using Training.Platform.Security;

namespace Training.Modules.People.Recipes;

/// <summary>
/// Step <c>Staff</c>: people with an account and system roles:
/// <c>{"People":[{"StaffNo","Name","Phone"?,"Password"?,"Grants":[{"Role","SubDistrict"?,"Line"?,"WorkUnit"?}]}]}</c>. Without a password one
/// is made up and said once in the log. A known 工号 is left alone.
/// </summary>
internal sealed class StaffStep(TenantDb db, UserManager<User> users, TimeProvider clock, ILogger<StaffStep> log) : IRecipeStep
{
    public string Name => "Staff";

    public async Task RunAsync(JsonObject step, CancellationToken cancel)
    {
        var entries = step["People"].Deserialize<List<StaffEntry>>(ContentJson.Options) ?? throw new RecipeException("Staff: \"People\" is missing.");
        foreach (var entry in entries)
        {
            if (await db.Set<Person>().AnyAsync(p => p.StaffNo == entry.StaffNo, cancel)) continue;
            var password = entry.Password;
            if (string.IsNullOrEmpty(password))
            {
                password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 14);
                log.LogInformation("Account {StaffNo} ({Name}), password: {Password} – change it after the first sign-in", entry.StaffNo, entry.Name, password);
            }
            var user = new User { UserName = entry.StaffNo, DisplayName = entry.Name, PhoneNumber = entry.Phone };
            var made = await users.CreateAsync(user, password);
            if (!made.Succeeded) throw new RecipeException($"Staff {entry.StaffNo}: {string.Join(' ', made.Errors.Select(e => e.Description))}");
            var person = new Person { StaffNo = entry.StaffNo, Name = entry.Name, Phone = entry.Phone, UserId = user.Id, CreatedUtc = clock.UtcNow() };
            db.Add(person);
            await db.SaveChangesAsync(cancel);
            foreach (var grant in entry.Grants ?? [])
                db.Add(new StaffGrant { PersonId = person.Id, Role = grant.Role, Line = grant.Line, SubDistrictId = await UnitAsync(grant.SubDistrict, cancel), WorkUnitId = await UnitAsync(grant.WorkUnit, cancel) });
            await db.SaveChangesAsync(cancel);
        }
    }

    private async Task<int?> UnitAsync(string? code, CancellationToken cancel) => code is null
        ? null
        : await db.Set<OrgUnit>().Where(u => u.Code == code).Select(u => (int?)u.Id).FirstOrDefaultAsync(cancel)
            ?? throw new RecipeException($"Staff: there is no unit with the code '{code}'.");

    private sealed record StaffEntry(string StaffNo, string Name, string? Phone, string? Password, List<GrantEntry>? Grants);

    private sealed record GrantEntry(StaffRole Role, string? SubDistrict, Line? Line, string? WorkUnit);
}
