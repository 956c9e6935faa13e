using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;

namespace Training.Modules.Roster.Services;

/// <summary>Somebody who is being changed, within the transaction of the change.</summary>
/// <param name="Posts">All of them, tracked, oldest first.</param>
public sealed record RosterChange(Person Person, List<RoleAssignment> Posts, AssignmentScope Scope, bool MayChangePerson)
{
    public string? Ref { get; set; }
    public string? Secret { get; set; }

    /// <summary>Certificates and rates have to follow.</summary>
    public bool PostsChanged { get; set; }

    /// <summary>A post within the scope; throws for any other.</summary>
    internal RoleAssignment Post(string? reference) => Posts.Find(p => p.Ref == reference && Scope.Allows(p)) ?? throw new RosterRefusal();

    /// <summary>Refuses unless the name, numbers and account are this officer's business.</summary>
    internal void NeedPerson()
    {
        if (!MayChangePerson) throw new RosterRefusal(new RosterProblem("", "这个人已经不在你的范围内任职，只能看，不能改。"));
    }
}

/// <summary>
/// The one way to change somebody: one transaction with the row of the person taken first, the version compared, the trail written,
/// and certificates and rates following before it is committed.
/// </summary>
public sealed class RosterChanges(TenantDb db, UnitOfWork unit, RosterScope roster, AuditLog audit, Events events, PostNotices notices)
{
    public const string Category = "Roster";

    /// <param name="work">Makes the change and says in one sentence what was done; throws <see cref="RosterRefusal"/> to refuse.</param>
    public async Task<RosterAnswer> RunAsync(
        ClaimsPrincipal user, string reference, int version, Func<RosterChange, Task<(string Name, string Summary)>> work, CancellationToken cancel)
    {
        if (await roster.Visible(user).Where(p => p.Ref == reference).Select(p => (long?)p.Id).SingleOrDefaultAsync(cancel) is not { } id) return RosterAnswer.NotFound;
        try
        {
            return await unit.RunAsync(async () =>
            {
                var person = await db.Set<Person>().SingleAsync(p => p.Id == id, cancel);
                if (person.Version != version) throw new DbUpdateConcurrencyException();
                person.Version++;
                // Takes the row: of two changes at once the second finds another version.
                await db.SaveChangesAsync(cancel);
                var scope = AssignmentScope.Of(user);
                var posts = await db.Set<RoleAssignment>().Where(a => a.PersonId == id).OrderBy(a => a.Start).ThenBy(a => a.Id).ToListAsync(cancel);
                var change = new RosterChange(person, posts, scope, roster.MayChange(scope, posts));
                var before = PostNotices.Of(posts);
                var (name, summary) = await work(change);
                audit.Add(Category, name, person.Ref, summary);
                await db.SaveChangesAsync(cancel);
                if (change.PostsChanged)
                {
                    await events.RaiseAsync(new AssignmentsChanged(id), cancel);
                    await notices.TellAsync(user, person, before, change.Posts, cancel);
                }
                return new RosterAnswer([], Ref: change.Ref, Secret: change.Secret);
            }, cancel);
        }
        catch (RosterRefusal refusal)
        {
            db.ChangeTracker.Clear();
            return refusal.Problems.Length == 0 ? RosterAnswer.NotFound : new(refusal.Problems);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new([], Overtaken: true);
        }
    }

    internal static void Refuse(IEnumerable<RosterProblem> problems)
    {
        var found = problems.ToArray();
        if (found.Length > 0) throw new RosterRefusal(found);
    }
}
