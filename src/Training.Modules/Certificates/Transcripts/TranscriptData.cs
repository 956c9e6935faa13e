using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Services;
using Training.Platform.Data;

namespace Training.Modules.Certificates.Transcripts;

/// <summary>Transcripts in the copy of one's own data.</summary>
internal sealed class TranscriptData(TenantDb db) : IPersonalData
{
    public string Name => "transcripts";

    public async Task<object> OfAsync(long personId, CancellationToken cancel) => await db.Set<Transcript>().AsNoTracking()
        .Where(t => t.PersonId == personId).OrderBy(t => t.Id).Select(t => new { t.VerifyCode, t.AsOf, t.Hash, t.CreatedUtc }).Take(1000).ToListAsync(cancel);
}
