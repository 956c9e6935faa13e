using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reminders.Models;
using Training.Modules.Reminders.Queries;
using Training.Platform.Data;

namespace Training.Modules.Reminders.Services;

/// <summary>
/// What a digest says of forced updates: computed from what each certificate has yet to show, so that whoever has shown it is told
/// nothing more, and a missed night is made good with the stage of the day.
/// </summary>
public sealed class UpdateDigests(TenantDb db, UpdateWindow window, Obligations obligations, SchemeTable schemes)
{
    /// <param name="people">At most 500.</param>
    public async Task<IReadOnlyList<UpdateNews>> OwnAsync(DateOnly today, IReadOnlyList<DigestReader> people, CancellationToken cancel)
    {
        var byId = people.ToDictionary(p => p.PersonId);
        var ids = byId.Keys.ToList();
        var standings = await window.Own(today).Where(s => ids.Contains(s.PersonId)).ToListAsync(cancel);
        if (standings.Count == 0) return [];
        var users = people.Select(p => p.UserId).ToList();
        // Whoever is on a list of an officer has a mark there too, which says nothing of what the person was told.
        var marks = (await db.Set<UpdateMark>().AsNoTracking().Where(m => users.Contains(m.UserId) && ids.Contains(m.PersonId)).ToListAsync(cancel))
            .Where(m => byId[m.PersonId].UserId == m.UserId).ToDictionary(m => (m.PersonId, m.Role));
        return await NewsAsync(UpdateStages.Own, standings.ConvertAll(s => (s, byId[s.PersonId].Name)), marks, today, cancel);
    }

    /// <summary>Read in portions until the list is full: whoever is skipped gets no mark and would come first again tomorrow.</summary>
    public async Task<IReadOnlyList<UpdateNews>> ListedAsync(
        ReminderSettings settings, DateOnly today, DigestReader reader, AssignmentScope scope, CancellationToken cancel)
    {
        var stages = UpdateStages.Lists(settings);
        if (stages.First is null) return [];
        var held = db.Set<RoleAssignment>().Where(scope.Filter).Where(a => a.Start <= today && (a.End == null || a.End >= today));
        var standings = window.Listed(stages, reader.UserId, today)
            .Where(s => s.PersonId != reader.PersonId && held.Any(a => a.PersonId == s.PersonId && a.Role == s.Role));
        var news = new List<UpdateNews>();
        for (var portion = await PortionAsync(standings, cancel); portion.Count > 0; portion = await PortionAsync(After(standings, portion), cancel))
        {
            var ids = portion.Select(r => r.Standing.PersonId).Distinct().ToList();
            var marks = await db.Set<UpdateMark>().AsNoTracking().Where(m => m.UserId == reader.UserId && ids.Contains(m.PersonId)).ToDictionaryAsync(m => (m.PersonId, m.Role), cancel);
            news.AddRange(await NewsAsync(stages, portion.ConvertAll(r => (r.Standing, r.Name)), marks, today, cancel));
            if (news.Count >= Digests.ListedMax) return news[..Digests.ListedMax];
            if (portion.Count < Digests.ListedMax) break;
        }
        return news;
    }

    /// <summary>The first, by what is to be shown and person. One query.</summary>
    private Task<List<Unshown>> PortionAsync(IQueryable<StoredStanding> standings, CancellationToken cancel) =>
        (from s in standings
         join p in db.Set<Person>() on s.PersonId equals p.Id
         orderby s.Updates, s.PersonId, s.Role
         select new Unshown(s, p.Name)).Take(Digests.ListedMax).ToListAsync(cancel);

    /// <summary>What comes after a portion; of its last person also the roles that had no place in it.</summary>
    private static IQueryable<StoredStanding> After(IQueryable<StoredStanding> standings, List<Unshown> portion)
    {
        var (person, updates) = (portion[^1].Standing.PersonId, portion[^1].Standing.Updates);
        var seen = portion.Where(u => u.Standing.PersonId == person && u.Standing.Updates == updates).Select(u => u.Standing.Role).ToList();
        return standings.Where(s => string.Compare(s.Updates, updates) > 0
            || (s.Updates == updates && (s.PersonId > person || (s.PersonId == person && !seen.Contains(s.Role)))));
    }

    /// <summary>Somebody who may belong on a list.</summary>
    private sealed record Unshown(StoredStanding Standing, string Name);

    private async Task<IReadOnlyList<UpdateNews>> NewsAsync(
        Stages stages, List<(StoredStanding Standing, string Name)> rows, Dictionary<(long, TrainingRole), UpdateMark> marks, DateOnly today, CancellationToken cancel)
    {
        var duties = await obligations.OfAsync([.. rows.Select(r => r.Standing.PersonId).Distinct()], today, cancel);
        var table = await schemes.AllAsync(cancel);
        var news = new List<UpdateNews>();
        foreach (var (s, name) in rows)
        {
            if (!duties(s.PersonId, s.Role).InPost) continue;
            if (s.Timeline.At(today) is not (StandingState.Certified or StandingState.InRenewalWindow or StandingState.Suspended)) continue;
            var mark = marks.GetValueOrDefault((s.PersonId, s.Role));
            var told = UnshownUpdate.Unpack(mark?.Pending);
            var (items, next) = (new List<UpdateItem>(), (DateOnly?)null);
            foreach (var update in UnshownUpdate.Unpack(s.Updates))
            {
                var stage = stages.At(update.LastDay, today);
                if (After(stages, update.LastDay, stage, today) is { } more && (next is null || more < next)) next = more;
                if (stage is not { } now || (told.Contains(update) && stages.At(update.LastDay, mark!.ToldOn) == now)) continue;
                items.Add(new(update.ModuleCode, update.LastDay, now, ReasonOf(table.UpdatesOf(s.Role), update)));
            }
            if (items.Count > 0) news.Add(new(s.PersonId, name, s.Role, s.Updates!, items, next));
        }
        return news;
    }

    /// <summary>What changed with the update of that last day; of a certificate that began after the deadline, with the last one before.</summary>
    /// <param name="updates">That concern the role.</param>
    private static string ReasonOf(IReadOnlyList<ForcedUpdate> updates, UnshownUpdate unshown) =>
        updates.Where(u => u.ModuleCode == unshown.ModuleCode && u.Deadline <= unshown.LastDay).MaxBy(u => (u.Deadline, u.AnnouncedOn))?.Reason ?? "";

    /// <summary>First day of the stage that comes next.</summary>
    private static DateOnly? After(Stages stages, DateOnly lastDay, int? stage, DateOnly today) => stage is { } now ? stages.NextOn(lastDay, now)
        : stages.First is { } first && lastDay.AddDays(-first) is var begins && begins > today ? begins : null;
}
