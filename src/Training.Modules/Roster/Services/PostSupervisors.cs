using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Roster.Services;

/// <summary>Where a post is, as far as it says who looks after whoever holds it.</summary>
public readonly record struct PostPlace(Line Line, int Street, int? Work);

/// <summary>
/// Who looks after a post: for 民政 the 儿童督导员 on duty in the street; for a school its administrator; and for the lines that have
/// no supervisor in the streets, or a street without 儿童督导员, the line's own staff (domain/organisation.md §2).
/// </summary>
public sealed class PostSupervisors(TenantDb db)
{
    /// <summary>Accounts told of one change.</summary>
    private const int Most = 40;

    /// <param name="but">Person who is not told: the one in question.</param>
    internal async Task<IReadOnlyList<long>> OfAsync(IReadOnlyCollection<PostPlace> places, long? but, DateOnly today, CancellationToken cancel)
    {
        var streets = places.Where(p => p.Line == Line.CivilAffairs).Select(p => p.Street).Distinct().ToList();
        var onDuty = await (from a in db.Set<RoleAssignment>()
                            join p in db.Set<Person>() on a.PersonId equals p.Id
                            where streets.Contains(a.SubDistrictId) && a.Role == TrainingRole.ChildSupervisor && a.Start <= today && (a.End == null || a.End >= today)
                                && p.UserId != null && p.Id != but
                            orderby p.UserId
                            select new { a.SubDistrictId, UserId = p.UserId!.Value }).Take(Most).ToListAsync(cancel);
        var lines = places.Where(p => p.Line != Line.CivilAffairs || !onDuty.Exists(d => d.SubDistrictId == p.Street)).Select(p => p.Line).Distinct().ToList();
        var works = places.Select(p => p.Work).OfType<int>().Distinct().ToList();
        var officers = await (from g in db.Set<StaffGrant>()
                              join p in db.Set<Person>() on g.PersonId equals p.Id
                              where p.UserId != null && p.Id != but
                                  && ((g.Role == StaffRole.LineStaff && g.Line != null && lines.Contains(g.Line.Value))
                                      || (g.Role == StaffRole.SchoolAdmin && g.WorkUnitId != null && works.Contains(g.WorkUnitId.Value)))
                              orderby p.UserId
                              select p.UserId!.Value).Take(Most).ToListAsync(cancel);
        return [.. onDuty.Select(d => d.UserId).Concat(officers).Distinct().Take(Most)];
    }
}
