using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Modules.Certification.Schemes;

/// <summary>
/// Brings the shipped schemes into the tenant: an unchanged file changes nothing; a changed one becomes the next version and
/// the version before ends the day before. A version in force is never rewritten.
/// </summary>
public sealed class SchemeImporter(TenantDb db, UnitOfWork unit, AppData appData, TimeProvider clock, AuditLog audit, SchemeTable table)
{
    /// <returns>Number of new versions.</returns>
    /// <exception cref="ContentException">A file has faults; nothing was imported.</exception>
    public async Task<int> ImportAsync(CancellationToken cancel)
    {
        var report = new ContentReport();
        var files = SchemeReader.ReadAll(appData.Content, report);
        if (report.Problems.Count > 0) throw new ContentException("The certification schemes have faults:\n" + string.Join('\n', report.Problems));
        var added = 0;
        await unit.RunAsync(async () =>
        {
            foreach (var file in files)
                if (await ImportAsync(file, cancel)) added++;
            await db.SaveChangesAsync(cancel);
            await unit.AfterCommitAsync(() => { table.Forget(); return Task.CompletedTask; });
        }, cancel);
        return added;
    }

    private async Task<bool> ImportAsync(SchemeFile file, CancellationToken cancel)
    {
        var rules = SchemeRulesJson.Write(file.ToRules());
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Title}\n{file.EffectiveFrom:yyyy-MM-dd}\n{rules}")));
        var previous = await db.Set<CertificationScheme>().Where(s => s.Role == file.Role).OrderByDescending(s => s.Version).FirstOrDefaultAsync(cancel);
        // The same rules in another spelling are no new version: a database of before knows them as flat lists.
        if (previous is not null && previous.Title == file.Title && SchemeRulesJson.Write(SchemeRulesJson.Read(previous.RulesJson)) == rules) return false;
        var from = file.EffectiveFrom;
        if (previous is not null)
        {
            // What was done under the old rules stays as it was: a new version never reaches back.
            from = Latest(from, clock.Today(), previous.EffectiveFrom.AddDays(1));
            previous.EffectiveThrough = from.AddDays(-1);
        }
        var scheme = new CertificationScheme
        {
            Role = file.Role, Version = Math.Max(file.Version, (previous?.Version ?? 0) + 1), Title = file.Title,
            EffectiveFrom = from, RulesJson = rules, SourceHash = hash,
        };
        db.Add(scheme);
        audit.Add("Scheme", "Imported", $"{file.Role} v{scheme.Version}", $"导入认证方案“{file.Title}”第 {scheme.Version} 版，{from:yyyy-MM-dd} 起施行。", byRule: true);
        return true;
    }

    private static DateOnly Latest(params ReadOnlySpan<DateOnly> days)
    {
        var latest = days[0];
        foreach (var day in days) if (day > latest) latest = day;
        return latest;
    }
}
