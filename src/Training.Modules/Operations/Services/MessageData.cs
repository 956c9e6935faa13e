using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Platform.Security;

namespace Training.Modules.Operations.Services;

/// <summary>The person's own file of messages: the e-mail address and the last thousand notices.</summary>
internal sealed class MessageData(TenantDb db) : IPersonalData
{
    private const int Most = 1000;

    public string Name => "messages";

    public async Task<object> OfAsync(long personId, CancellationToken cancel)
    {
        var user = await (from p in db.Set<Person>() join u in db.Set<User>() on p.UserId equals u.Id where p.Id == personId select new { u.Id, u.Email, u.EmailConfirmed })
            .FirstOrDefaultAsync(cancel);
        if (user is null) return new { };
        var notices = await db.Set<StoredNotice>().AsNoTracking().Where(n => n.UserId == user.Id).OrderByDescending(n => n.Id).Take(Most)
            .Select(n => new { title = n.Title, body = n.Body, sentUtc = n.CreatedUtc, readUtc = n.ReadUtc }).ToListAsync(cancel);
        return new { email = user.Email, emailConfirmed = user.EmailConfirmed, notices };
    }
}
