using Microsoft.AspNetCore.Http;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Platform.AuditTrail;

/// <summary>Adds to the trail within the caller's transaction: a change and its record stand or fall together.</summary>
public sealed class AuditLog(TenantDb db, TimeProvider clock, IHttpContextAccessor http)
{
    /// <param name="byRule">True when the system acted by rule, also if a request set it off.</param>
    /// <param name="by">For work beside requests: the account that ordered it.</param>
    public void Add(string category, string name, string subject, string summary, bool byRule = false, (long Id, string Name)? by = null)
    {
        var context = http.HttpContext;
        db.Add(new AuditEvent
        {
            Category = category,
            Name = name,
            Subject = subject,
            Summary = summary.Length <= 400 ? summary : summary[..400],
            UserId = byRule ? null : by?.Id ?? context?.User.UserId(),
            UserName = byRule ? "" : by?.Name ?? context?.User.Name() ?? "",
            Utc = clock.UtcNow(),
            RequestId = context?.TraceIdentifier,
        });
    }
}
