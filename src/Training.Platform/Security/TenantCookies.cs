using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Training.Platform.Tenants;

namespace Training.Platform.Security;

/// <summary>A cookie whose name carries the tenant, so that a district's cookie and the city's never overwrite each other.</summary>
internal sealed class TenantCookieBuilder(string prefix, CurrentTenant tenant) : CookieBuilder
{
    public override string? Name
    {
        get => tenant.OrNull is { } t ? prefix + "." + t.TenantId : prefix;
        set { }
    }
}

/// <summary>Seals the sign-in ticket with a key that belongs to the tenant: another tenant cannot even open it.</summary>
internal sealed class TenantTicketFormat(IDataProtectionProvider protection, CurrentTenant tenant) : ISecureDataFormat<AuthenticationTicket>
{
    private readonly ConcurrentDictionary<string, TicketDataFormat> _formats = new();

    private TicketDataFormat Format => _formats.GetOrAdd(tenant.Required.TenantId, id => new(protection.CreateProtector("Training.SignIn", id)));

    public string Protect(AuthenticationTicket data) => Format.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => Format.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) => SameTenant(Format.Unprotect(protectedText));

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => SameTenant(Format.Unprotect(protectedText, purpose));

    private AuthenticationTicket? SameTenant(AuthenticationTicket? ticket) =>
        ticket?.Principal.FindFirstValue(Claims.Tenant) == tenant.Required.TenantId ? ticket : null;
}

/// <summary>Form tokens name their tenant; one of another tenant is refused.</summary>
internal sealed class TenantFormTokens(CurrentTenant tenant) : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => tenant.Required.TenantId;

    public bool ValidateAdditionalData(HttpContext context, string additionalData) => additionalData == tenant.Required.TenantId;
}
