using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Modules.Records.Models;
using Training.Modules.Records.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Media;
using Training.Platform.Notifications;
using Training.Platform.Security;

namespace Training.Modules.Records.Outside;

/// <summary>A declaration with its person, for officers.</summary>
public sealed record OutsideOnDesk(OutsideTraining Training, Person Person);

/// <summary>Declarations of outside training: handed in by the learner, checked by the street, recognised by the district or the line.</summary>
public sealed class OutsideDesk(
    TenantDb db, MediaStore media, RecordScope scope, EvidenceLedger ledger, INotifier notifier, AuditLog audit, UnitOfWork unit, TimeProvider clock)
{
    public const string Purpose = "outside-proof";
    public const int PageSize = 50;

    private DbSet<OutsideTraining> Rows => db.Set<OutsideTraining>();

    /// <summary>The learner's own, newest first.</summary>
    public Task<List<OutsideTraining>> MineAsync(long personId, CancellationToken cancel) =>
        Rows.AsNoTracking().Where(o => o.PersonId == personId).OrderByDescending(o => o.Id).Take(200).ToListAsync(cancel);

    /// <summary>Hands a declaration in; the draft and the file have been checked.</summary>
    /// <returns>A Chinese message when it was refused; null when it is in.</returns>
    public Task<string?> SubmitAsync(ClaimsPrincipal user, long personId, OutsideDraft draft, string fileName, ProofFile proof, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        var (start, end, hours) = (draft.Start!.Value, draft.End!.Value, draft.Hours!.Value);
        var mine = await Rows.AsNoTracking().Where(o => o.PersonId == personId && o.State != OutsideState.Returned)
            .Select(o => new { o.State, o.Start, o.End, o.Hours, o.ProofHash, o.Title }).ToListAsync(cancel);
        if (mine.Count(m => m.State != OutsideState.Recognized) >= OutsideRules.OpenMax) return $"还有 {OutsideRules.OpenMax} 条在等核实。请等处理以后再申报。";
        if (mine.Find(m => m.ProofHash == proof.SourceHash) is { } again) return $"这份证明已经申报过：“{again.Title}”。一份证明只算一次。";
        if (mine.Find(m => m.Start == start && m.End == end && m.Hours == hours) is { } same) return $"同样的日期和学时已经申报过：“{same.Title}”。如果是另一场培训，请核对日期或学时。";

        var name = Path.GetFileNameWithoutExtension(fileName);
        var file = await media.SaveAsync(Purpose, (name.Length == 0 ? "proof" : name) + proof.Extension, proof.ContentType, proof.Bytes, user.UserId(), cancel, proof.SourceHash);
        var training = new OutsideTraining
        {
            PersonId = personId, Title = draft.Title, OrganizerKind = draft.OrganizerKind!.Value, Organizer = draft.Organizer, Start = start, End = end,
            Hours = hours, ProofRef = file.Ref, ProofHash = proof.SourceHash, SubmittedUtc = clock.UtcNow(),
        };
        db.Add(training);
        audit.Add("OutsideTraining", "Submitted", training.Ref, $"申报外部培训“{draft.Title}”，{start:yyyy-MM-dd} 至 {end:yyyy-MM-dd}，{hours:0.##} 学时。");
        await db.SaveChangesAsync(cancel);
        return null;
    }, cancel);

    /// <summary>For the learner whose it is, and for staff in whose scope the learner works; null for everybody else.</summary>
    public async Task<OutsideOnDesk?> FindAsync(ClaimsPrincipal user, string reference, bool asStaff, CancellationToken cancel)
    {
        if (await Rows.AsNoTracking().FirstOrDefaultAsync(o => o.Ref == reference, cancel) is not { } training) return null;
        var people = asStaff ? scope.People(user) : db.Set<Person>().AsNoTracking();
        if (!asStaff && training.PersonId != user.PersonIdOrNone()) return null;
        return await people.FirstOrDefaultAsync(p => p.Id == training.PersonId, cancel) is { } person ? new(training, person) : null;
    }

    /// <summary>Declarations in a state within the user's scope, oldest first where they wait, else newest first.</summary>
    public async Task<(IReadOnlyList<OutsideOnDesk> Rows, int Total)> QueueAsync(ClaimsPrincipal user, OutsideState state, int page, CancellationToken cancel)
    {
        var all = from o in Rows.AsNoTracking()
                  join p in scope.People(user) on o.PersonId equals p.Id
                  where o.State == state
                  select new { o, p };
        var waiting = state is OutsideState.Submitted or OutsideState.Verified;
        var sorted = waiting ? all.OrderBy(x => x.o.Id) : all.OrderByDescending(x => x.o.Id);
        var rows = await sorted.Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        return ([.. rows.Select(r => new OutsideOnDesk(r.o, r.p))], await all.CountAsync(cancel));
    }

    /// <summary>Counts by state within the user's scope. One query.</summary>
    public async Task<IReadOnlyDictionary<OutsideState, int>> CountsAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        var people = scope.People(user).Select(p => p.Id);
        return await Rows.Where(o => people.Contains(o.PersonId)).GroupBy(o => o.State).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
    }

    /// <summary>Others who handed in the same file: names within the scope, the rest as a number.</summary>
    public async Task<(IReadOnlyList<string> Names, int Others)> SameFileAsync(ClaimsPrincipal user, OutsideTraining training, CancellationToken cancel)
    {
        var same = Rows.Where(o => o.ProofHash == training.ProofHash && o.PersonId != training.PersonId && o.State != OutsideState.Returned).Select(o => o.PersonId).Distinct();
        var total = await same.CountAsync(cancel);
        if (total == 0) return ([], 0);
        var names = await scope.People(user).Where(p => same.Contains(p.Id)).OrderBy(p => p.StaffNo).Take(20).Select(p => p.Name + " " + p.StaffNo).ToListAsync(cancel);
        return (names, total - names.Count);
    }

    /// <summary>The street has seen the proof. False when somebody else was first.</summary>
    public Task<bool> VerifyAsync(ClaimsPrincipal user, OutsideTraining training, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        RecordScope.DemandOthers(user, training.PersonId);
        var (now, by) = (clock.UtcNow(), user.UserId());
        if (await Rows.Where(o => o.Id == training.Id && o.State == OutsideState.Submitted).ExecuteUpdateAsync(s => s
            .SetProperty(o => o.State, OutsideState.Verified).SetProperty(o => o.VerifiedUtc, now).SetProperty(o => o.VerifiedByUserId, by), cancel) == 0) return false;
        audit.Add("OutsideTraining", "Verified", training.Ref, $"核实外部培训“{training.Title}”。");
        return true;
    }, cancel);

    /// <summary>Sends it back with the reason, from either state that waits. False when somebody else was first.</summary>
    public Task<bool> ReturnAsync(ClaimsPrincipal user, OutsideTraining training, string reason, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        if (!await DecideAsync(user, training, OutsideState.Returned, reason, null, cancel)) return false;
        audit.Add("OutsideTraining", "Returned", training.Ref, $"退回外部培训“{training.Title}”：{reason}");
        await TellAsync(training, "returned", "外部培训已退回", $"“{training.Title}”退回了：{reason}。改好可以重新申报。", cancel);
        return true;
    }, cancel);

    /// <summary>What may be the same training, of the same person: other declarations, and what others entered into the ledger. Two queries.</summary>
    public async Task<IReadOnlyList<PossibleDuplicate>> DuplicatesAsync(OutsideTraining training, CancellationToken cancel) => PossibleDuplicate.Of(training,
        await Rows.AsNoTracking().Where(o => o.PersonId == training.PersonId && o.Start <= training.End && o.End >= training.Start).OrderBy(o => o.Id).Take(200).ToListAsync(cancel),
        await ledger.ForPersonAsync(training.PersonId, cancel));

    /// <summary>
    /// Recognises it: into the ledger, on its last day. False when somebody else was first, or when something like it came
    /// into the ledger meanwhile and nobody said that it is another training.
    /// </summary>
    /// <param name="notDuplicate">Why it is not what <see cref="DuplicatesAsync"/> found; null where that found nothing.</param>
    public Task<bool> RecognizeAsync(ClaimsPrincipal user, OutsideTraining training, EntryDraft draft, string? notDuplicate, CancellationToken cancel) => unit.RunAsync(async () =>
    {
        if (notDuplicate is null && (await DuplicatesAsync(training, cancel)).Count > 0) return false;
        if (notDuplicate is not null) draft = draft with { Note = $"{draft.Note}（已核对，不是重复：{notDuplicate}）" };
        if (!await DecideAsync(user, training, OutsideState.Recognized, draft.Note, draft.Hours, cancel)) return false;
        var evidence = draft.ToEvidence(training.PersonId, clock.UtcNow(), user.UserId());
        audit.Add("OutsideTraining", "Recognized", training.Ref, $"认定外部培训“{training.Title}” {draft.Hours:0.##} 学时（申报 {training.Hours:0.##}）：{draft.Note}");
        await ledger.RecordAsync(evidence, cancel);
        await TellAsync(training, "recognized", "外部培训已认定", $"“{training.Title}”认定 {draft.Hours:0.##} 学时，已记进学习记录：{draft.Note}", cancel);
        return true;
    }, cancel);

    /// <summary>Tells the learner once, where there is an account.</summary>
    private async Task TellAsync(OutsideTraining training, string what, string title, string body, CancellationToken cancel)
    {
        var user = await db.Set<Person>().Where(p => p.Id == training.PersonId).Select(p => p.UserId).FirstOrDefaultAsync(cancel);
        if (user is { } id) await notifier.NotifyAsync([new Notice(id, $"outside-{what}:{training.Ref}", title, body, "/me/outside")], cancel);
    }

    private async Task<bool> DecideAsync(ClaimsPrincipal user, OutsideTraining training, OutsideState to, string decision, decimal? hours, CancellationToken cancel)
    {
        RecordScope.DemandOthers(user, training.PersonId);
        var (now, by) = (clock.UtcNow(), user.UserId());
        var open = Rows.Where(o => o.Id == training.Id && (o.State == OutsideState.Verified || (o.State == OutsideState.Submitted && to == OutsideState.Returned)));
        return await open.ExecuteUpdateAsync(s => s.SetProperty(o => o.State, to).SetProperty(o => o.DecidedUtc, now).SetProperty(o => o.DecidedByUserId, by)
            .SetProperty(o => o.Decision, decision).SetProperty(o => o.RecognizedHours, hours), cancel) == 1;
    }
}

internal static class OwnPerson
{
    /// <summary>The signed-in person's id, or one that nobody has.</summary>
    public static long PersonIdOrNone(this ClaimsPrincipal user) => People.Services.PersonClaimsReading.PersonId(user) ?? -1;
}
