using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Exchange.Format;
using Training.Modules.Exchange.Import;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Security;

namespace Training.Modules.Exchange.Desk;

/// <summary>Takes an uploaded set, looks at it and imports it: small ones at once, large ones as a job.</summary>
public sealed class FactsDesk(TenantDb db, UnitOfWork unit, FactFolder folder, FactsImport importer, JobQueue jobs, TimeProvider clock)
{
    /// <summary>Bytes of a ZIP file up to which nobody waits long: some hundred people with three years of learning.</summary>
    public const long SmallBytes = 256 * 1024;

    private DbSet<FactImport> Imports => db.Set<FactImport>();

    /// <summary>False once there are people: then nothing can be imported any more.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken cancel) => !await db.Set<RoleAssignment>().AnyAsync(cancel) && !await db.Set<Evidence>().AnyAsync(cancel);

    /// <summary>Keeps the file and looks at it. What the user uploaded before and never imported is forgotten.</summary>
    /// <returns>Ref of the import.</returns>
    /// <exception cref="FactsException">It is no set of facts at all; nothing is kept.</exception>
    public async Task<string> UploadAsync(ClaimsPrincipal user, string name, Stream content, CancellationToken cancel)
    {
        var userId = user.UserId() ?? throw new InvalidOperationException("The cookie names no user.");
        var made = new FactImport { UserId = userId, UserName = Short(user.Name() ?? "", 50), FileName = Short(Path.GetFileName(name), 100), CreatedUtc = clock.UtcNow(), State = FactImportState.Checking };
        await folder.SaveAsync(made.Ref, content, cancel);
        var path = folder.PathOf(made.Ref);
        try
        {
            using (FactsSource.Open(path, FactLimits.UnpackedOnPage))
            {
            }
        }
        catch (FactsException)
        {
            folder.Remove(made.Ref);
            throw;
        }
        await ForgetAsync(userId, cancel);
        var small = new FileInfo(path).Length <= SmallBytes;
        await unit.RunAsync(async () =>
        {
            if (!small) made.JobRef = await QueueAsync(made.Ref, apply: false, cancel);
            db.Add(made);
        }, cancel);
        if (small) await WorkAsync(made.Ref, apply: false, cancel);
        return made.Ref;
    }

    /// <summary>The user's own import; null for everybody else's.</summary>
    public Task<FactImport?> FindAsync(ClaimsPrincipal user, string reference, CancellationToken cancel)
    {
        var userId = user.UserId();
        return Imports.AsNoTracking().FirstOrDefaultAsync(i => i.Ref == reference && i.UserId == userId, cancel);
    }

    /// <summary>Imports a set that was found good. However often the button is pressed, once.</summary>
    public async Task ApplyAsync(FactImport import, CancellationToken cancel)
    {
        var small = File.Exists(folder.PathOf(import.Ref)) && new FileInfo(folder.PathOf(import.Ref)).Length <= SmallBytes;
        await unit.RunAsync(async () =>
        {
            // Holds the row until the commit: the second of two presses finds it under way.
            if (await Imports.Where(i => i.Id == import.Id && i.State == FactImportState.Checked)
                .ExecuteUpdateAsync(s => s.SetProperty(i => i.State, FactImportState.Importing), cancel) == 0) return;
            if (small)
            {
                await WorkAsync(import.Ref, apply: true, cancel);
                return;
            }
            var job = await QueueAsync(import.Ref, apply: true, cancel);
            await Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.JobRef, job), cancel);
        }, cancel);
    }

    /// <summary>Checks or imports, and writes down what came of it, in one transaction.</summary>
    internal Task<FactsReport?> WorkAsync(string reference, bool apply, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        if (await Imports.AsNoTracking().FirstOrDefaultAsync(i => i.Ref == reference, cancel) is not { } import) return null;
        var report = await RunAsync(import, apply, cancel);
        var state = report.Applied ? FactImportState.Applied : FactImportState.Checked;
        var json = report.ToJson();
        await Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.State, state).SetProperty(i => i.ReportJson, json), cancel);
        if (report.Applied) await unit.AfterCommitAsync(() => { folder.Remove(reference); return Task.CompletedTask; });
        return (FactsReport?)report;
    }, cancel);

    /// <summary>Each night: what lies there for more than a day.</summary>
    internal async Task TidyAsync(CancellationToken cancel)
    {
        var before = clock.UtcNow().AddDays(-1);
        await Imports.Where(i => i.CreatedUtc < before && i.State != FactImportState.Applied && i.State != FactImportState.Importing).ExecuteDeleteAsync(cancel);
        folder.Tidy(before);
    }

    private async Task<FactsReport> RunAsync(FactImport import, bool apply, CancellationToken cancel)
    {
        try
        {
            if (!File.Exists(folder.PathOf(import.Ref))) throw new FactsException("上传的文件已经清理了，请重新上传。");
            using var source = FactsSource.Open(folder.PathOf(import.Ref), FactLimits.UnpackedOnPage);
            return await importer.RunAsync(source, apply, (import.UserId, import.UserName), cancel);
        }
        catch (FactsException e)
        {
            return FactsReport.Refused(e);
        }
    }

    private Task<string> QueueAsync(string reference, bool apply, CancellationToken cancel) =>
        jobs.QueueAsync(FactsImportJob.JobName, (apply ? FactsImportJob.Apply : FactsImportJob.Check) + reference, null, "facts:" + reference, cancel);

    private async Task ForgetAsync(long userId, CancellationToken cancel)
    {
        var old = await Imports.Where(i => i.UserId == userId && i.State == FactImportState.Checked).OrderBy(i => i.Id).Select(i => i.Ref).Take(100).ToListAsync(cancel);
        await Imports.Where(i => old.Contains(i.Ref)).ExecuteDeleteAsync(cancel);
        foreach (var reference in old) folder.Remove(reference);
    }

    private static string Short(string text, int max) => text.Length <= max ? text : text[..max];
}
