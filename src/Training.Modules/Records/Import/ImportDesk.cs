using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Media;
using Training.Platform.Security;

namespace Training.Modules.Records.Import;

/// <summary>Keeps an uploaded file between the look at it and its import, for its owner only.</summary>
public sealed class ImportDesk(TenantDb db, MediaStore media, Importer importer, AuditLog audit, UnitOfWork unit, TimeProvider clock)
{
    private const string Purpose = "evidence-import";

    private DbSet<EvidenceImport> Imports => db.Set<EvidenceImport>();

    /// <summary>Keeps the file if it can be read at all. The owner's files that were never applied are forgotten.</summary>
    /// <returns>Ref of the import.</returns>
    /// <exception cref="SheetException">The file cannot be taken; nothing is kept.</exception>
    public async Task<string> UploadAsync(ClaimsPrincipal user, string name, byte[] bytes, CancellationToken cancel)
    {
        SheetReader.Read(bytes);
        var userId = user.UserId() ?? throw new InvalidOperationException("The cookie names no user.");
        var import = await unit.RunAsync(async () =>
        {
            await ForgetAsync(Imports.Where(i => i.UserId == userId && i.AppliedUtc == null), cancel);
            var file = await media.SaveAsync(Purpose, name, "application/octet-stream", bytes, userId, cancel);
            var made = new EvidenceImport { UserId = userId, MediaRef = file.Ref, FileName = file.Name, FileHash = file.SourceHash, CreatedUtc = clock.UtcNow() };
            db.Add(made);
            return made;
        }, cancel);
        return import.Ref;
    }

    /// <summary>The user's own import; null for everybody else's.</summary>
    public Task<EvidenceImport?> FindAsync(ClaimsPrincipal user, string reference, CancellationToken cancel)
    {
        var userId = user.UserId();
        return Imports.AsNoTracking().FirstOrDefaultAsync(i => i.Ref == reference && i.UserId == userId, cancel);
    }

    /// <summary>What applying would do now; null when the file is gone.</summary>
    public async Task<ImportPlan?> PlanAsync(ClaimsPrincipal user, EvidenceImport import, CancellationToken cancel)
    {
        if (await media.FindAsync(import.MediaRef, Purpose, cancel) is not { } file || media.Open(file) is not { } stream) return null;
        await using (stream)
        {
            var bytes = new byte[file.Length];
            await stream.ReadExactlyAsync(bytes, cancel);
            return await importer.PlanAsync(user, SheetReader.Read(bytes), cancel);
        }
    }

    /// <summary>
    /// Imports the file in one transaction, looking at everything again first. However often the button is pressed, once.
    /// </summary>
    /// <returns>What was done; null when it was refused because there is (now) a problem, nothing new, or it has been applied.</returns>
    public Task<ImportPlan?> ApplyAsync(ClaimsPrincipal user, EvidenceImport import, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var now = clock.UtcNow();
        // Holds the row until the commit: the second of two presses waits here and finds it applied.
        if (await Imports.Where(i => i.Id == import.Id && i.AppliedUtc == null).ExecuteUpdateAsync(s => s.SetProperty(i => i.AppliedUtc, now), cancel) == 0) return null;
        if (await PlanAsync(user, import, cancel) is not { CanApply: true } plan)
        {
            await Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.AppliedUtc, (DateTime?)null), cancel);
            return null;
        }
        await Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(s => s
            .SetProperty(i => i.Added, plan.Entries.Count).SetProperty(i => i.Duplicates, plan.Duplicates), cancel);
        audit.Add("Evidence", "Imported", import.Ref, $"导入“{import.FileName}”：{plan.Entries.Count} 行，{plan.People} 人；重复 {plan.Duplicates} 行没有再记。");
        await db.Set<MediaFile>().Where(m => m.Ref == import.MediaRef).ExecuteDeleteAsync(cancel);
        await importer.WriteAsync(user, plan, cancel);
        return plan;
    }, cancel);

    /// <summary>Removes imports that were never applied, older than a day, with their files.</summary>
    public Task ForgetOldAsync(CancellationToken cancel)
    {
        var before = clock.UtcNow().AddDays(-1);
        return unit.RunAsync(() => ForgetAsync(Imports.Where(i => i.AppliedUtc == null && i.CreatedUtc < before), cancel), cancel);
    }

    private async Task ForgetAsync(IQueryable<EvidenceImport> imports, CancellationToken cancel)
    {
        var old = await imports.OrderBy(i => i.Id).Select(i => new { i.Id, i.MediaRef }).Take(500).ToListAsync(cancel);
        if (old.Count == 0) return;
        var (ids, refs) = (old.ConvertAll(o => o.Id), old.ConvertAll(o => o.MediaRef));
        await Imports.Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(cancel);
        // The bytes follow with the sweep of files without a row.
        await db.Set<MediaFile>().Where(m => refs.Contains(m.Ref)).ExecuteDeleteAsync(cancel);
    }
}
