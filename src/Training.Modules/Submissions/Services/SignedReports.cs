using Microsoft.EntityFrameworkCore;
using Training.Modules.Certificates.OpenBadges;
using Training.Modules.Submissions.Models;
using Training.Platform.Data;

namespace Training.Modules.Submissions.Services;

/// <summary>Submitted reports bear the site's signature.</summary>
internal sealed class SignedReports(TenantDb db) : ISignedWithKey
{
    public string What => "submitted reports";

    public Task<bool> AnyAsync(CancellationToken cancel) => db.Set<ReportSubmission>().AnyAsync(cancel);
}
