using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reminders.Models;
using Training.Modules.Reminders.Queries;
using Training.Platform.Data;
using Training.Platform.Notifications;

namespace Training.Modules.Reminders.Services;

/// <summary>A page of accounts, what each is to be told today, and where the next page begins.</summary>
/// <param name="After">Last account looked at; null = there are no more.</param>
public sealed record DigestPage(IReadOnlyList<Digest> Digests, long? After);

/// <summary>Whom a digest is for.</summary>
public sealed record DigestReader(long UserId, long PersonId, string Name);

/// <summary>Computes from the state of today who is to be told what. Writes nothing, so the preview and the job say the same.</summary>
public sealed class Digests(TenantDb db, ReminderWindow window, Obligations obligations, UpdateDigests updates)
{
    /// <summary>Accounts with ends of their own, and staff, of one page.</summary>
    public const int UsersAtOnce = 500, StaffAtOnce = 20;

    /// <summary>Ends listed to one account on one day; more follow on the next.</summary>
    public const int ListedMax = 500;

    private static readonly StaffRole[] Told = [StaffRole.SubDistrictStaff, StaffRole.LineStaff, StaffRole.SchoolAdmin];

    public async Task<DigestPage> PageAsync(ReminderSettings settings, DateOnly today, long after, CancellationToken cancel)
    {
        var own = await window.UsersAsync(settings, today, after, UsersAtOnce, cancel);
        var staff = settings.Lists.First is null ? [] : await StaffAsync(after, cancel);
        // Whoever is both gets one message: the page ends where the shorter list ends.
        var end = Math.Min(own.Count == UsersAtOnce ? own[^1] : long.MaxValue, staff.Count == StaffAtOnce ? staff[^1] : long.MaxValue);
        var ids = own.Concat(staff).Where(id => id <= end).Distinct().Order().ToList();
        if (ids.Count == 0) return new([], null);
        var key = Digest.Key(today);
        var people = await (from p in db.Set<Person>().AsNoTracking()
                            where p.UserId != null && ids.Contains(p.UserId.Value)
                                // Told today already: the rest tomorrow.
                                && !db.Set<StoredNotice>().Any(n => n.UserId == p.UserId && n.Key == key)
                            select new DigestReader(p.UserId!.Value, p.Id, p.Name)).ToListAsync(cancel);
        var items = (await OwnAsync(settings, today, people, cancel)).ToLookup(i => i.PersonId);
        var ownUpdates = (await updates.OwnAsync(today, people, cancel)).ToLookup(n => n.PersonId);
        var grants = await GrantsAsync([.. people.Where(p => staff.Contains(p.UserId)).Select(p => p.PersonId)], cancel);
        var digests = new List<Digest>();
        foreach (var person in people.OrderBy(p => p.UserId))
        {
            var digest = new Digest(person.UserId, [.. items[person.PersonId]], []) { OwnUpdates = [.. ownUpdates[person.PersonId]] };
            if (grants[person.PersonId].ToList() is { Count: > 0 } mine)
            {
                var scope = AssignmentScope.Of(mine);
                digest = digest with
                {
                    Listed = await ListedAsync(settings, today, person, scope, cancel),
                    ListedUpdates = await updates.ListedAsync(settings, today, person, scope, cancel),
                };
            }
            if (!digest.IsEmpty) digests.Add(digest);
        }
        return new(digests, end == long.MaxValue ? null : end);
    }

    private async Task<List<EndingItem>> OwnAsync(ReminderSettings settings, DateOnly today, List<DigestReader> people, CancellationToken cancel)
    {
        var byId = people.ToDictionary(p => p.PersonId);
        var ids = people.ConvertAll(p => p.PersonId);
        var users = people.ConvertAll(p => p.UserId);
        var standings = await window.Own(settings, today).Where(s => ids.Contains(s.PersonId)).ToListAsync(cancel);
        if (standings.Count == 0) return [];
        var marks = (await db.Set<ReminderMark>().AsNoTracking().Where(m => users.Contains(m.UserId) && ids.Contains(m.PersonId) && m.Through >= today).ToListAsync(cancel))
            .ToLookup(m => (m.UserId, m.PersonId, m.Role, m.Through));
        var duties = await obligations.OfAsync([.. standings.Select(s => s.PersonId).Distinct()], today, cancel);
        var items = new List<EndingItem>();
        foreach (var s in standings.OrderBy(Through).ThenBy(s => s.Role))
        {
            var (person, through, duty) = (byId[s.PersonId], Through(s), duties(s.PersonId, s.Role));
            if (!duty.IsDue || Stage(settings, s, duty, today) is not { } stage) continue;
            if (marks[(person.UserId, s.PersonId, s.Role, through)].Any(m => m.Stage <= stage)) continue;
            items.Add(new(s.PersonId, person.Name, s.Role, through, stage, s.ValidThrough is null, duty.LastCompletedOn)
            {
                IsSuspendedThen = s.Timeline.At(through) == StandingState.Suspended,
            });
        }
        return items;
    }

    /// <summary>Last valid day, or last day of a newcomer's grace.</summary>
    private static DateOnly Through(StoredStanding standing) => standing.ValidThrough ?? standing.DueOn!.Value;

    /// <summary>Complete without a certificate is whoever waits or was refused: which of them, the duty says.</summary>
    private static bool Uncertified(StandingState state) =>
        state is StandingState.NotStarted or StandingState.InProgress or StandingState.Completed or StandingState.AwaitingApproval;

    /// <summary>Which stage of the person's own end is reached; null = none, or nothing is to be done.</summary>
    private static int? Stage(ReminderSettings settings, StoredStanding standing, Obligations.Duty duty, DateOnly today)
    {
        var (through, state) = (Through(standing), standing.Timeline.At(today));
        if (standing.ValidThrough is not null)
            return state is StandingState.Certified or StandingState.InRenewalWindow ? settings.Own.At(through, today) : null;
        if (settings.NewcomerDay == 0 || !Uncertified(state)) return null;
        var begun = DueDate.DutyOn(duty.Assignments, today);
        // Without grace it is due from the first day: nothing is gained by waiting.
        var on = begun.HasGrace ? begun.Since.AddDays(settings.NewcomerDay - 1) : begun.Since;
        return today < on ? null : Math.Max(0, through.DayNumber - on.DayNumber);
    }

    /// <summary>
    /// Read in portions until the list is full: whoever is skipped gets no mark and comes first again tomorrow, so one portion alone could
    /// hold nobody else for as long as a cohort waits for approval.
    /// </summary>
    private async Task<List<EndingItem>> ListedAsync(ReminderSettings settings, DateOnly today, DigestReader reader, AssignmentScope scope, CancellationToken cancel)
    {
        var held = db.Set<RoleAssignment>().Where(scope.Filter).Where(a => a.Start <= today && (a.End == null || a.End >= today));
        var standings = window.Untold(window.Listed(settings, today), reader.UserId, today)
            .Where(s => s.PersonId != reader.PersonId && held.Any(a => a.PersonId == s.PersonId && a.Role == s.Role));
        var items = new List<EndingItem>();
        Dictionary<(long, TrainingRole, DateOnly), ReminderMark>? marks = null;
        for (var portion = await PortionAsync(standings, cancel); portion.Count > 0; portion = await PortionAsync(After(standings, portion), cancel))
        {
            marks ??= (await db.Set<ReminderMark>().AsNoTracking().Where(m => m.UserId == reader.UserId && m.Through >= today.AddDays(-Stages.NewsDays)).ToListAsync(cancel))
                .ToDictionary(m => (m.PersonId, m.Role, m.Through));
            var duties = await obligations.OfAsync([.. portion.Select(e => e.Standing.PersonId).Distinct()], today, cancel);
            foreach (var (s, name) in portion)
            {
                var (through, duty) = (s.ValidThrough!.Value, duties(s.PersonId, s.Role));
                if (!duty.Holds || settings.Lists.At(through, today) is not { } stage) continue;
                // Whoever waits has nothing to do, but the post is without a certificate from that day on, and a person can end that.
                if (duty.Waits && stage != Stages.Expired) continue;
                if (!(s.Timeline.At(today) is StandingState.Certified or StandingState.InRenewalWindow or StandingState.Expired
                    || (stage == Stages.Expired && Uncertified(s.Timeline.At(today))))) continue;
                if (marks.TryGetValue((s.PersonId, s.Role, through), out var mark) && mark.Stage <= stage) continue;
                items.Add(new(s.PersonId, name, s.Role, through, stage, false, duty.LastCompletedOn, duty.Waits));
                if (items.Count == ListedMax) return items;
            }
            if (portion.Count < ListedMax) break;
        }
        return items;
    }

    /// <summary>The first ends, by day and person. One query.</summary>
    private Task<List<Ending>> PortionAsync(IQueryable<StoredStanding> standings, CancellationToken cancel) =>
        (from s in standings
         join p in db.Set<Person>() on s.PersonId equals p.Id
         orderby s.ValidThrough, s.PersonId
         select new Ending(s, p.Name)).Take(ListedMax).ToListAsync(cancel);

    /// <summary>What comes after a portion; of its last person also the roles that had no place in it.</summary>
    private static IQueryable<StoredStanding> After(IQueryable<StoredStanding> standings, List<Ending> portion)
    {
        var (person, day) = (portion[^1].Standing.PersonId, portion[^1].Standing.ValidThrough!.Value);
        var seen = portion.Where(e => e.Standing.PersonId == person && e.Standing.ValidThrough == day).Select(e => e.Standing.Role).ToList();
        return standings.Where(s => s.ValidThrough > day
            || (s.ValidThrough == day && (s.PersonId > person || (s.PersonId == person && !seen.Contains(s.Role)))));
    }

    /// <summary>An end that may belong on a list.</summary>
    private sealed record Ending(StoredStanding Standing, string Name);

    private Task<List<long>> StaffAsync(long after, CancellationToken cancel) => (
        from g in db.Set<StaffGrant>()
        join p in db.Set<Person>() on g.PersonId equals p.Id
        where Told.Contains(g.Role) && p.UserId != null && p.UserId > after
        select p.UserId!.Value).Distinct().OrderBy(id => id).Take(StaffAtOnce).ToListAsync(cancel);

    private async Task<ILookup<long, StaffGrant>> GrantsAsync(List<long> personIds, CancellationToken cancel) =>
        (await db.Set<StaffGrant>().AsNoTracking().Where(g => personIds.Contains(g.PersonId) && Told.Contains(g.Role)).ToListAsync(cancel)).ToLookup(g => g.PersonId);
}
