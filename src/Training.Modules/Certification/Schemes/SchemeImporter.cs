using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Modules.Certification.Schemes;

/// <summary>
/// Brings the shipped schemes into the tenant: an unchanged file changes nothing; a changed one becomes the next version and
/// the version before ends the day before. Drafts are brought up to date and never put in force.
/// </summary>
public sealed class SchemeImporter(TenantDb db, UnitOfWork unit, AppData appData, TimeProvider clock, AuditLog audit, SchemeVersions versions)
{
    /// <returns>Number of new versions.</returns>
    /// <exception cref="ContentException">A file has faults; nothing was imported.</exception>
    public async Task<int> ImportAsync(CancellationToken cancel)
    {
        var report = new ContentReport();
        var files = SchemeReader.ReadAll(appData.Content, report);
        var drafts = SchemeReader.ReadDrafts(appData.Content, report);
        if (report.Problems.Count > 0) throw new ContentException("The certification schemes have faults:\n" + string.Join('\n', report.Problems));
        var added = 0;
        await unit.RunAsync(async () =>
        {
            foreach (var file in files)
                if (await ImportAsync(file, cancel)) added++;
            await ImportDraftsAsync(drafts, cancel);
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return added;
    }

    private async Task<bool> ImportAsync(SchemeFile file, CancellationToken cancel)
    {
        var rules = file.ToRules();
        var text = SchemeRulesJson.Write(rules);
        var previous = await versions.LatestAsync(file.Role, cancel);
        if (previous is not null)
        {
            // The same rules in another spelling are no new version: a database of before knows them as flat lists.
            if (previous.Title == file.Title && SchemeRulesJson.Write(SchemeRulesJson.Read(previous.RulesJson)) == text) return false;
            // What the district decided stays, until a file says that it goes further.
            if (previous.SourceHash.StartsWith(SchemeVersions.ByHand, StringComparison.Ordinal) && file.Version <= previous.Version) return false;
        }
        // What was done under the old rules stays as it was: a new version never reaches back.
        var from = previous is null ? file.EffectiveFrom : Latest(file.EffectiveFrom, clock.Today(), previous.EffectiveFrom.AddDays(1));
        var hash = SchemeVersions.HashOf($"{file.Title}\n{file.EffectiveFrom:yyyy-MM-dd}\n{text}");
        if (await versions.AddAsync(file.Role, file.Title, rules, from, hash, file.Version, cancel) is not { } scheme) return false;
        audit.Add("Scheme", "Imported", $"{file.Role} v{scheme.Version}", $"导入认证方案“{file.Title}”第 {scheme.Version} 版，{from:yyyy-MM-dd} 起施行。", byRule: true);
        return true;
    }

    private async Task ImportDraftsAsync(IReadOnlyList<SchemeFile> files, CancellationToken cancel)
    {
        if (files.Count == 0) return;
        var stored = await db.Set<SchemeDraft>().Where(d => d.SourceKey != null).ToDictionaryAsync(d => d.SourceKey!, cancel);
        foreach (var file in files)
        {
            var rules = SchemeRulesJson.Write(file.ToRules());
            if (!stored.TryGetValue(file.Key, out var draft))
                db.Add(new SchemeDraft { SourceKey = file.Key, Role = file.Role, Title = file.Title, RulesJson = rules, Note = file.Note, UpdatedUtc = clock.UtcNow() });
            else if (draft.RulesJson != rules || draft.Title != file.Title || draft.Note != file.Note)
                (draft.RulesJson, draft.Title, draft.Note, draft.UpdatedUtc) = (rules, file.Title, file.Note, clock.UtcNow());
        }
    }

    private static DateOnly Latest(params ReadOnlySpan<DateOnly> days)
    {
        var latest = days[0];
        foreach (var day in days) if (day > latest) latest = day;
        return latest;
    }
}
