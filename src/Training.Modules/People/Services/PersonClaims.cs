using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.People.Services;

/// <summary>Puts the person, the system roles and their limits into the cookie.</summary>
internal sealed class PersonClaims(TenantDb db, TimeProvider clock) : IClaimsSource
{
    public const string PersonId = "person", Scope = "scope", AssessScope = "assess_scope", RoleText = "role_text", Learner = "Learner";

    public async Task<IEnumerable<Claim>> ForAsync(User user, CancellationToken cancel)
    {
        var person = await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == user.Id, cancel);
        if (person is null) return [];
        var grants = await db.Set<StaffGrant>().AsNoTracking().Where(g => g.PersonId == person.Id).ToListAsync(cancel);
        var today = clock.Today();
        var roles = await db.Set<RoleAssignment>().AsNoTracking()
            .Where(a => a.PersonId == person.Id && a.Start <= today && (a.End == null || a.End >= today))
            .Select(a => a.Role).Distinct().ToListAsync(cancel);
        var claims = new List<Claim> { new(PersonId, person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)) };
        if (roles.Count > 0) claims.Add(new(Claims.Role, Learner));
        foreach (var grant in grants)
        {
            claims.Add(new(Claims.Role, grant.Role.ToString()));
            claims.Add(new(grant.Role == StaffRole.Assessor ? AssessScope : Scope, AssignmentScope.Write(grant)));
        }
        var titles = roles.Order().Select(r => r.Title()).Concat(grants.Select(g => g.Role.Title())).Distinct();
        claims.Add(new(RoleText, string.Join('、', titles)));
        return claims;
    }
}

public static class PersonClaimsReading
{
    /// <summary>The signed-in person's id; null for an account without person.</summary>
    public static long? PersonId(this ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(PersonClaims.PersonId), out var id) ? id : null;
}
