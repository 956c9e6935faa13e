using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.SavedReports.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.SavedReports.Api;

/// <summary>What becomes of an order for a token.</summary>
/// <param name="Secret">Told this once.</param>
public sealed record NewToken(string? Refusal, string? Secret = null);

/// <summary>Makes, finds and revokes tokens of this site.</summary>
public sealed class TokenDesk(TenantDb db, UnitOfWork unit, AuditLog audit, TimeProvider clock)
{
    public Task<List<ApiToken>> AllAsync(CancellationToken cancel) =>
        db.Set<ApiToken>().AsNoTracking().OrderBy(t => t.RevokedUtc != null).ThenByDescending(t => t.Id).Take(ApiToken.MostOfSite * 2).ToListAsync(cancel);

    public Task<NewToken> AddAsync(
        ClaimsPrincipal user, string? title, IReadOnlyCollection<int> streets, IReadOnlyCollection<Line> lines, DateOnly? expiresOn, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var (today, name) = (clock.Today(), title?.Trim() ?? "");
        if (name.Length is 0 or > ApiToken.MaxTitle) return new("请写明给哪个系统用，最多 60 个字。");
        if (expiresOn is not { } last || last < today || last > today.AddDays(ApiToken.MostDays)) return new NewToken("请选有效期：从今天起，一年以内。");
        if (await db.Set<ApiToken>().CountAsync(t => t.RevokedUtc == null && t.ExpiresOn >= today, cancel) >= ApiToken.MostOfSite) return new("有效的令牌已有 100 个，请先停用不用的。");
        var known = await db.Set<OrgUnit>().Where(u => streets.Contains(u.Id) && (u.Kind == OrgUnitKind.SubDistrict || u.Kind == OrgUnitKind.Zone)).CountAsync(cancel);
        if (known != streets.Distinct().Count()) return new("有的街镇没有找到，请刷新后重选。");
        var secret = ApiToken.Prefix + Ids.New() + Ids.New();
        var token = new ApiToken
        {
            Title = name, Hash = ApiToken.HashOf(secret), Streets = string.Join(',', streets.Distinct().Order().Select(s => s.ToString(CultureInfo.InvariantCulture))),
            Lines = string.Join(',', lines.Distinct().Order()), ExpiresOn = last, CreatedByUserId = user.UserId() ?? 0, CreatedByName = user.Name(), CreatedUtc = clock.UtcNow(),
        };
        db.Add(token);
        audit.Add("ApiToken", "Created", token.Ref, $"新建数据接口令牌“{name}”，到 {last:yyyy-MM-dd}，{(token.Scope.CoversAll ? "全区" : "限定范围")}。");
        await db.SaveChangesAsync(cancel);
        return new(null, secret);
    }, cancel);

    public Task<bool> RevokeAsync(string reference, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        if (await db.Set<ApiToken>().FirstOrDefaultAsync(t => t.Ref == reference && t.RevokedUtc == null, cancel) is not { } token) return false;
        token.RevokedUtc = clock.UtcNow();
        audit.Add("ApiToken", "Revoked", token.Ref, $"停用数据接口令牌“{token.Title}”。");
        return true;
    }, cancel);

    /// <summary>The open token of a secret; notes that it was used, once a day, also on the audit trail.</summary>
    public async Task<ApiToken?> OpenAsync(string secret, CancellationToken cancel)
    {
        if (!secret.StartsWith(ApiToken.Prefix, StringComparison.Ordinal) || secret.Length > 100) return null;
        var (hash, today) = (ApiToken.HashOf(secret), clock.Today());
        if (await db.Set<ApiToken>().AsNoTracking().FirstOrDefaultAsync(t => t.Hash == hash, cancel) is not { } token || !token.IsOpen(today)) return null;
        if (token.LastUsedOn == today) return token;
        await unit.RunAsync(async () =>
        {
            var first = await db.Set<ApiToken>().Where(t => t.Id == token.Id && (t.LastUsedOn == null || t.LastUsedOn < today)).ExecuteUpdateAsync(s => s.SetProperty(t => t.LastUsedOn, today), cancel);
            if (first == 1) audit.Add("ApiToken", "Used", token.Ref, $"数据接口令牌“{token.Title}”今天开始使用。", byRule: true);
        }, cancel);
        return token;
    }
}
