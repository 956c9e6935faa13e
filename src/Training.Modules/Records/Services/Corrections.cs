using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Modules.Records.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Records.Services;

/// <summary>A row of the ledger as an officer sees it.</summary>
public sealed record RecordOnDesk(Person Person, Chain Chain);

/// <summary>What came of a correction.</summary>
/// <param name="Ref">The new row; null when it was refused.</param>
/// <param name="Overtaken">Somebody else has corrected the row meanwhile: both are shown.</param>
public sealed record CorrectionResult(string? Ref, bool Overtaken = false);

/// <summary>Corrects the ledger by adding to it: a new row supersedes one, or takes it back. Within the user's scope only.</summary>
public sealed class Corrections(
    TenantDb db, RecordScope scope, EvidenceLedger ledger, PermissionTable permissions, AuditLog audit, UnitOfWork unit, TimeProvider clock)
{
    /// <summary>The row with its chain; null where it is not there or not within the user's scope.</summary>
    public async Task<RecordOnDesk?> FindAsync(ClaimsPrincipal user, string reference, CancellationToken cancel)
    {
        var row = await db.Set<Evidence>().AsNoTracking().FirstOrDefaultAsync(e => e.Ref == reference, cancel);
        if (row is null || await scope.People(user, KindOf(row)).FirstOrDefaultAsync(p => p.Id == row.PersonId, cancel) is not { } person) return null;
        var ledgerRows = await db.Set<Evidence>().AsNoTracking().Where(e => e.PersonId == row.PersonId).ToListAsync(cancel);
        return new(person, Chain.Of(ledgerRows, reference));
    }

    /// <summary>
    /// Why the user may not add to the chain, in Chinese; null = may. Whoever may not recognise outside training neither changes what
    /// was recognised nor takes it back nor puts it back.
    /// </summary>
    public string? Refuse(ClaimsPrincipal user, RecordOnDesk found)
    {
        var chain = found.Chain;
        if (RecordScope.IsOwn(user, found.Person.Id)) return RecordScope.OwnRefusal;
        if (chain.ByRule) return permissions.Has(user, RecordPermissions.WithdrawLearned) ? null : "这条是系统按规则记下的，要撤回请联系区级工作人员。";
        if (!permissions.Has(user, RecordPermissions.KeepRecords)) return "你可以看这条记录，不能更正。";
        return chain.Content.Kind != EvidenceKind.OutsideTraining || scope.May(user, EvidenceKind.OutsideTraining)
            ? null : "外部培训由区级或条线工作人员认定，要更正、撤回或恢复请联系他们。";
    }

    /// <summary>What is by rule or by rubric may be taken back or put back, not rewritten.</summary>
    public static bool Editable(Chain chain) => !chain.ByRule && chain.Content.Kind is EvidenceKind.SessionAttended or EvidenceKind.SupervisionAttended
        or EvidenceKind.SignedOff or EvidenceKind.Waived or EvidenceKind.OutsideTraining;

    /// <summary>Takes the row back: nothing counts any more.</summary>
    /// <param name="basis">Ref of the row that the user saw as the last one.</param>
    public Task<CorrectionResult> WithdrawAsync(ClaimsPrincipal user, RecordOnDesk found, string basis, string reason, CancellationToken cancel)
    {
        var old = found.Chain.Last;
        return AddAsync(user, found, basis, new Evidence
        {
            PersonId = old.PersonId, Kind = EvidenceKind.Withdrawn, Subject = old.Subject, EffectiveOn = old.EffectiveOn, RecordedUtc = clock.UtcNow(),
            ContentVersionId = old.ContentVersionId, Reason = $"撤回：{reason}", SupersedesId = old.Id, RecordedByUserId = user.UserId(),
        }, "Withdrawn", cancel);
    }

    /// <summary>Puts a withdrawn row back as it was.</summary>
    public Task<CorrectionResult> RestoreAsync(ClaimsPrincipal user, RecordOnDesk found, string basis, string reason, CancellationToken cancel)
    {
        var (last, was) = (found.Chain.Last, found.Chain.Content);
        return AddAsync(user, found, basis, new Evidence
        {
            PersonId = was.PersonId, Kind = was.Kind, Subject = was.Subject, Hours = was.Hours, Category = was.Category, Level = was.Level, Topic = was.Topic,
            Score = was.Score, EffectiveOn = was.EffectiveOn, RecordedUtc = clock.UtcNow(), ContentVersionId = was.ContentVersionId,
            Reason = $"恢复：{reason}", SupersedesId = last.Id, RecordedByUserId = user.UserId(),
        }, "Restored", cancel);
    }

    /// <summary>Puts other values in its place. The draft has been checked; its note is the reason.</summary>
    public Task<CorrectionResult> SupersedeAsync(ClaimsPrincipal user, RecordOnDesk found, string basis, EntryDraft draft, CancellationToken cancel) =>
        AddAsync(user, found, basis, draft.ToEvidence(found.Person.Id, clock.UtcNow(), user.UserId(), found.Chain.Last.Id, "更正："), "Superseded", cancel);

    private async Task<CorrectionResult> AddAsync(ClaimsPrincipal user, RecordOnDesk found, string basis, Evidence row, string name, CancellationToken cancel)
    {
        if (Refuse(user, found) is not null) throw new InvalidOperationException("The user may not add to this chain; the page did not ask.");
        if (found.Chain.Last.Ref != basis) return new(null, Overtaken: true);
        try
        {
            await unit.RunAsync(async () =>
            {
                audit.Add("Evidence", name, row.Ref, $"{found.Chain.First.Kind.Title()} {row.Subject}，{row.EffectiveOn:yyyy-MM-dd}，{row.Reason}（原记录 {basis}）");
                await ledger.RecordAsync(row, cancel);
            }, cancel);
            return new(row.Ref);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            db.ChangeTracker.Clear();
            // The index allows one correction of a row: somebody else's was first. Any other fault is one.
            if (!await db.Set<Evidence>().AnyAsync(e => e.SupersedesId == row.SupersedesId, cancel)) throw;
            return new(null, Overtaken: true);
        }
    }

    /// <summary>The scope that applies: a withdrawn row of a task is still a task's.</summary>
    private static EvidenceKind KindOf(Evidence row) => row.Kind == EvidenceKind.TaskAssessed ? EvidenceKind.TaskAssessed : EvidenceKind.SessionAttended;
}
