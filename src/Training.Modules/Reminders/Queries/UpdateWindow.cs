using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Modules.Reminders.Models;
using Training.Platform.Data;

namespace Training.Modules.Reminders.Queries;

/// <summary>Stored standings whose certificate has something to show anew, by the index on these few.</summary>
public sealed class UpdateWindow(TenantDb db)
{
    private IQueryable<StoredStanding> Unshown(DateOnly today) => db.Set<StoredStanding>().AsNoTracking()
        .Where(s => s.Updates != null && s.ValidThrough >= today && (s.HeldThrough == null || s.HeldThrough >= today));

    /// <summary>Of the person's own certificates, whatever was told already.</summary>
    public IQueryable<StoredStanding> Own(DateOnly today) => Unshown(today);

    /// <summary>Of which street and line are to be told, by the dates alone, and this account was not told.</summary>
    public IQueryable<StoredStanding> Listed(Stages lists, long userId, DateOnly today)
    {
        var marks = db.Set<UpdateMark>();
        // Any of them, not the first alone: one that is long over must not keep the others off the list.
        var days = Enumerable.Range(-Stages.NewsDays, Stages.NewsDays + 1 + (lists.First ?? -1)).Select(d => UnshownUpdate.From(today.AddDays(d))).ToList();
        return Unshown(today).Where(s => days.Any(day => s.Updates!.Contains(day))
            && !marks.Any(m => m.UserId == userId && m.PersonId == s.PersonId && m.Role == s.Role && m.Pending == s.Updates && (m.NextOn == null || m.NextOn > today)));
    }

    /// <summary>Accounts with something of their own to be told, after one of them; not in order.</summary>
    public IQueryable<long> Users(DateOnly today, long after)
    {
        var marks = db.Set<UpdateMark>();
        return from s in Unshown(today)
               join p in db.Set<Person>() on s.PersonId equals p.Id
               where p.UserId != null && p.UserId > after
                   && !marks.Any(m => m.UserId == p.UserId && m.PersonId == s.PersonId && m.Role == s.Role && m.Pending == s.Updates && (m.NextOn == null || m.NextOn > today))
               select p.UserId!.Value;
    }
}
