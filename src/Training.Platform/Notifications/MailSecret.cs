using Microsoft.Extensions.Configuration;
using Training.Platform.Tenants;

namespace Training.Platform.Notifications;

/// <summary>
/// The password for the mail server, from the configuration and never from the database: <c>Mail:Secrets:{tenant}</c>, else
/// <c>Mail:Secret</c> (as environment variables <c>Mail__Secrets__changning</c>, <c>Mail__Secret</c>). No page shows it.
/// </summary>
public sealed class MailSecret(IConfiguration configuration, CurrentTenant tenant)
{
    public string? Value => configuration[$"Mail:Secrets:{tenant.Required.Name}"] is { Length: > 0 } own ? own
        : configuration["Mail:Secret"] is { Length: > 0 } shared ? shared : null;

    public bool IsThere => Value is not null;
}
