using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Modules.Reminders.Models;
using Training.Platform.Data;

namespace Training.Modules.Reminders.Queries;

/// <summary>
/// Stored standings whose end lies within the days that are told at all, by the index on the day: what it costs grows with the
/// ends that are near, not with people × courses.
/// </summary>
public sealed class ReminderWindow(TenantDb db, UpdateWindow updates)
{
    /// <summary>A grace of three months is at most so many days longer than its sixtieth day.</summary>
    private const int GraceDaysMax = 92;

    private IQueryable<StoredStanding> Held(DateOnly today) =>
        db.Set<StoredStanding>().AsNoTracking().Where(s => s.HeldThrough == null || s.HeldThrough >= today);

    /// <summary>Ends of which the person is to be told, by the dates alone.</summary>
    public IQueryable<StoredStanding> Own(ReminderSettings settings, DateOnly today)
    {
        var certificates = today.AddDays(settings.Own.First ?? -1);
        var newcomers = settings.NewcomerDay > 0 ? today.AddDays(Math.Max(0, GraceDaysMax - settings.NewcomerDay)) : today.AddDays(-1);
        // By the certificate's own end: a suspension that a forced update would bring on an earlier day silences nothing.
        return Held(today).Where(s => (s.ValidThrough != null && s.ValidThrough >= today && s.ValidThrough <= certificates)
            || (s.ValidThrough == null && s.DueOn >= today && s.DueOn <= newcomers));
    }

    /// <summary>Ends that belong on the lists of street and line, by the dates alone.</summary>
    public IQueryable<StoredStanding> Listed(ReminderSettings settings, DateOnly today)
    {
        var (from, through) = (today.AddDays(-Stages.NewsDays), today.AddDays(settings.Lists.First ?? -Stages.NewsDays - 1));
        return Held(today).Where(s => s.ValidThrough != null && s.ValidThrough >= from && s.ValidThrough <= through);
    }

    /// <summary>Of these, the ones of which an account has not been told everything that is to be told today.</summary>
    public IQueryable<StoredStanding> Untold(IQueryable<StoredStanding> standings, long userId, DateOnly today)
    {
        var marks = db.Set<ReminderMark>();
        return standings.Where(s => !marks.Any(m => m.UserId == userId && m.PersonId == s.PersonId && m.Role == s.Role && m.Through == (s.ValidThrough ?? s.DueOn) && (m.NextOn == null || m.NextOn > today)));
    }

    /// <summary>Accounts with an end or an update of their own of which they have not been told, in order.</summary>
    public Task<List<long>> UsersAsync(ReminderSettings settings, DateOnly today, long after, int take, CancellationToken cancel)
    {
        var marks = db.Set<ReminderMark>();
        return (from s in Own(settings, today)
                join p in db.Set<Person>() on s.PersonId equals p.Id
                where p.UserId != null && p.UserId > after
                    && !marks.Any(m => m.UserId == p.UserId && m.PersonId == s.PersonId && m.Role == s.Role && m.Through == (s.ValidThrough ?? s.DueOn) && (m.NextOn == null || m.NextOn > today))
                select p.UserId!.Value).Union(updates.Users(today, after)).OrderBy(id => id).Take(take).ToListAsync(cancel);
    }
}
