using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Certification.Schemes.Editing;

/// <summary>A draft with its newest save; <see cref="Saved"/> is null for one that came with the platform and was never touched.</summary>
public sealed record OpenDraft(SchemeDraft Draft, DraftRevision? Saved)
{
    public int Number => Saved?.Number ?? 0;

    /// <summary>Shipped drafts are read and copied; the next import would write over a change.</summary>
    public bool IsShipped => Draft.SourceKey is not null;

    public SchemeRules Rules => SchemeRulesJson.Read(Draft.RulesJson);
}

/// <summary>Begins, keeps, drops and puts in force what people write. A version in force is never touched.</summary>
public sealed class DraftDesk(TenantDb db, UnitOfWork unit, SchemeVersions versions, SchemeSubjectsQuery subjects, AuditLog audit, TimeProvider clock)
{
    /// <summary>Drafts of people for one role at a time, most days ahead that a version may begin.</summary>
    public const int DraftsMax = 5, AheadDays = 366;

    public async Task<OpenDraft?> FindAsync(string reference, CancellationToken cancel)
    {
        if (await db.Set<SchemeDraft>().AsNoTracking().FirstOrDefaultAsync(d => d.Ref == reference, cancel) is not { } draft) return null;
        return new(draft, await db.Set<DraftRevision>().AsNoTracking().Where(r => r.DraftId == draft.Id).OrderByDescending(r => r.Number).FirstOrDefaultAsync(cancel));
    }

    /// <summary>All drafts with who saved them last. Two queries.</summary>
    public async Task<IReadOnlyList<OpenDraft>> ListAsync(CancellationToken cancel)
    {
        var drafts = await db.Set<SchemeDraft>().AsNoTracking().OrderBy(d => d.Role).ThenBy(d => d.Id).Take(100).ToListAsync(cancel);
        var ids = drafts.Select(d => d.Id).ToList();
        var newest = (await db.Set<DraftRevision>().AsNoTracking()
            .Where(r => ids.Contains(r.DraftId) && !db.Set<DraftRevision>().Any(n => n.DraftId == r.DraftId && n.Number > r.Number)).ToListAsync(cancel)).ToDictionary(r => r.DraftId);
        return [.. drafts.Select(d => new OpenDraft(d, newest.GetValueOrDefault(d.Id)))];
    }

    /// <summary>A copy to work on.</summary>
    /// <returns>Its address; null when the role has too many already.</returns>
    public Task<string?> StartAsync(TrainingRole role, string title, SchemeRules rules, string note, ClaimsPrincipal by, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        if (!await HasRoomAsync(role, cancel)) return null;
        return (string?)(await AddAsync(role, title, rules, note, by, cancel)).Ref;
    }, cancel);

    /// <summary>The role has fewer drafts than it may.</summary>
    internal async Task<bool> HasRoomAsync(TrainingRole role, CancellationToken cancel) =>
        await db.Set<SchemeDraft>().CountAsync(d => d.Role == role && d.SourceKey == null, cancel) < DraftsMax;

    /// <summary>In the caller's transaction; the caller has looked whether there is room.</summary>
    internal async Task<SchemeDraft> AddAsync(TrainingRole role, string title, SchemeRules rules, string note, ClaimsPrincipal by, CancellationToken cancel)
    {
        var draft = new SchemeDraft { Role = role, Title = title, RulesJson = SchemeRulesJson.Write(rules), Note = note, UpdatedUtc = clock.UtcNow() };
        db.Add(draft);
        await db.SaveChangesAsync(cancel);
        db.Add(Revision(draft, 1, title, draft.RulesJson, null, note, by));
        audit.Add("Scheme", "DraftStarted", draft.Ref, $"起草认证方案：{role.Title()}，“{title}”。");
        await db.SaveChangesAsync(cancel);
        return draft;
    }

    /// <returns>False when somebody saved since the number that this save is based on; nothing was written.</returns>
    public async Task<bool> SaveAsync(OpenDraft open, int basedOn, SchemeFormResult form, ClaimsPrincipal by, CancellationToken cancel)
    {
        if (basedOn != open.Number) return false;
        var json = SchemeRulesJson.Write(form.Rules);
        try
        {
            await unit.RunAsync(async () =>
            {
                db.Add(Revision(open.Draft, basedOn + 1, form.Title, json, form.From, form.Note, by));
                await db.SaveChangesAsync(cancel);
                var now = clock.UtcNow();
                await db.Set<SchemeDraft>().Where(d => d.Id == open.Draft.Id).ExecuteUpdateAsync(s => s
                    .SetProperty(d => d.Title, form.Title).SetProperty(d => d.RulesJson, json).SetProperty(d => d.Note, form.Note).SetProperty(d => d.UpdatedUtc, now), cancel);
                audit.Add("Scheme", "DraftSaved", open.Draft.Ref, $"保存认证方案草案：{open.Draft.Role.Title()}，“{form.Title}”，第 {basedOn + 1} 次。");
            }, cancel);
            return true;
        }
        // The index says that the number is taken, or that the draft is gone.
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    public Task DropAsync(OpenDraft open, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        await RemoveAsync(open.Draft, cancel);
        audit.Add("Scheme", "DraftDropped", open.Draft.Ref, $"删除认证方案草案：{open.Draft.Role.Title()}，“{open.Draft.Title}”。");
    }, cancel);

    /// <summary>What stands in the way of putting it in force, in Chinese; none when nothing does.</summary>
    public async Task<IReadOnlyList<string>> ObstaclesAsync(OpenDraft open, CancellationToken cancel)
    {
        var found = new List<string>(Feasibility.Of(open.Rules, await subjects.AllAsync(cancel)));
        var today = clock.Today();
        if (open.Saved?.EffectiveFrom is not { } from) found.Add("还没有写从哪一天起施行，请回去填写。");
        else if (from <= today) found.Add("施行日最早是明天，请回去改晚一些。");
        else if (from > today.AddDays(AheadDays)) found.Add("施行日最多晚于今天一年，请回去改早一些。");
        else if (await versions.LatestAsync(open.Draft.Role, cancel) is { } latest && from <= latest.EffectiveFrom)
            found.Add($"第 {latest.Version} 版从 {latest.EffectiveFrom:yyyy-MM-dd} 起施行，新版要更晚，请回去改日期。");
        return found;
    }

    /// <summary>Makes the save with this number the next version; the draft is gone afterwards.</summary>
    /// <returns>The version; null when it was changed meanwhile or something stands in the way.</returns>
    public async Task<CertificationScheme?> PublishAsync(OpenDraft open, int number, string difference, CancellationToken cancel)
    {
        if (open.IsShipped) return null;
        try
        {
            return await unit.RunAsync(async () =>
            {
                // Whoever comes second waits here, and then finds no draft.
                var now = clock.UtcNow();
                if (await db.Set<SchemeDraft>().Where(d => d.Id == open.Draft.Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.UpdatedUtc, now), cancel) == 0) return null;
                if (await FindAsync(open.Draft.Ref, cancel) is not { Saved: { EffectiveFrom: { } from } saved } current || saved.Number != number) return null;
                if ((await ObstaclesAsync(current, cancel)).Count > 0) return null;
                if (await versions.AddAsync(current.Draft.Role, saved.Title, SchemeRulesJson.Read(saved.RulesJson), from, SchemeVersions.ByHand + current.Draft.Ref, 1, cancel) is not { } added) return null;
                await RemoveAsync(current.Draft, cancel);
                audit.Add("Scheme", "PutInForce", $"{current.Draft.Role} v{added.Version}",
                    $"发布认证方案：{current.Draft.Role.Title()}第 {added.Version} 版，{from:yyyy-MM-dd} 起施行。{difference}");
                await db.SaveChangesAsync(cancel);
                return added;
            }, cancel);
        }
        // Another draft of the role became the same version at the same moment.
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return null;
        }
    }

    private async Task RemoveAsync(SchemeDraft draft, CancellationToken cancel)
    {
        await db.Set<DraftRevision>().Where(r => r.DraftId == draft.Id).ExecuteDeleteAsync(cancel);
        await db.Set<SchemeDraft>().Where(d => d.Id == draft.Id).ExecuteDeleteAsync(cancel);
    }

    private DraftRevision Revision(SchemeDraft draft, int number, string title, string json, DateOnly? from, string note, ClaimsPrincipal by) => new()
    {
        DraftId = draft.Id, Number = number, Title = title, RulesJson = json, EffectiveFrom = from, Note = note,
        SavedByUserId = by.UserId(), SavedBy = by.Name(), SavedUtc = clock.UtcNow(),
    };
}
