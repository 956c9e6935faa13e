using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Roster.Services;

/// <summary>Name, 工号 and mobile number: of somebody new with a first post, and of somebody known. What the account says follows.</summary>
public sealed class PersonDesk(
    RosterChanges changes, RosterScope roster, PostDesk posts, PostNotices notices, UserManager<User> users, TenantDb db, UnitOfWork unit, AuditLog audit, Events events,
    TimeProvider clock)
{
    /// <summary>A person comes with a post: somebody without one would be nobody's.</summary>
    public async Task<RosterAnswer> AddAsync(
        ClaimsPrincipal user, string? name, string? staffNo, string? phone, TrainingRole? role, string? place, DateOnly? start, CancellationToken cancel)
    {
        try
        {
            return await unit.RunAsync(async () =>
            {
                var problems = (await CheckAsync(null, name, staffNo, phone, cancel)).ToList();
                RoleAssignment? draft = null;
                try { draft = await posts.MakeAsync(AssignmentScope.Of(user), 0, [], role, place, start, null, cancel); }
                catch (RosterRefusal refusal) { problems.AddRange(refusal.Problems); }
                RosterChanges.Refuse(problems);
                var person = new Person
                {
                    StaffNo = staffNo!.Trim(), Name = name!.Trim(), Phone = PhoneNumber.TryParse(phone)?.Digits, CreatedUtc = clock.UtcNow(),
                };
                db.Add(person);
                await db.SaveChangesAsync(cancel);
                var post = new RoleAssignment
                {
                    PersonId = person.Id, Role = draft!.Role, Line = draft.Line, SubDistrictId = draft.SubDistrictId, WorkUnitId = draft.WorkUnitId, Start = draft.Start,
                    RecordedUtc = draft.RecordedUtc,
                };
                db.Add(post);
                audit.Add(RosterChanges.Category, "PersonAdded", person.Ref, $"新增人员：{person.Name}（{person.StaffNo}），{post.Role.Title()}，{PostRules.Days(post.Start, null)}");
                await db.SaveChangesAsync(cancel);
                await events.RaiseAsync(new AssignmentsChanged(person.Id), cancel);
                await notices.TellAsync(user, person, [], [post], cancel);
                return new RosterAnswer([], Ref: person.Ref);
            }, cancel);
        }
        catch (RosterRefusal refusal)
        {
            db.ChangeTracker.Clear();
            return new(refusal.Problems);
        }
        catch (DbUpdateException)
        {
            // Somebody entered the same 工号 at this moment.
            db.ChangeTracker.Clear();
            return new([Taken]);
        }
    }

    /// <param name="phone">Empty = as it is.</param>
    /// <param name="noPhone">There is none any more.</param>
    public async Task<RosterAnswer> EditAsync(
        ClaimsPrincipal user, string reference, int version, string? name, string? staffNo, string? phone, bool noPhone, CancellationToken cancel) =>
        await changes.RunAsync(user, reference, version, async change =>
        {
            change.NeedPerson();
            var person = change.Person;
            if (await roster.IsGuardedAsync(user, person.Id, cancel)) throw new RosterRefusal(AccountDesk.Guarded);
            RosterChanges.Refuse(await CheckAsync(person, name, staffNo, noPhone ? null : phone, cancel));
            var said = new List<string>();
            if (name!.Trim() != person.Name) said.Add($"姓名 {person.Name} → {name.Trim()}");
            if (staffNo!.Trim() != person.StaffNo) said.Add($"工号 {person.StaffNo} → {staffNo.Trim()}");
            var number = noPhone ? null : string.IsNullOrWhiteSpace(phone) ? person.Phone : PhoneNumber.TryParse(phone)!.Value.Digits;
            if (number != person.Phone) said.Add(number is null ? "删除手机号" : person.Phone is null ? "补手机号" : "改手机号");
            if (said.Count == 0) throw new RosterRefusal(new RosterProblem("", "没有改动。请改好再保存。"));
            (person.Name, person.StaffNo, person.Phone) = (name.Trim(), staffNo.Trim(), number);
            if (person.UserId is { } id && await users.Users.SingleOrDefaultAsync(u => u.Id == id, cancel) is { } account)
            {
                (account.UserName, account.DisplayName, account.PhoneNumber) = (person.StaffNo, person.Name, person.Phone);
                var kept = await users.UpdateAsync(account);
                if (!kept.Succeeded) throw new RosterRefusal(Taken);
            }
            return ("PersonEdited", string.Join("；", said));
        }, cancel);

    /// <summary>The mobile number in full; who looked, at whose and why is on the trail.</summary>
    public async Task<(string? Phone, RosterAnswer Answer)> ShowPhoneAsync(ClaimsPrincipal user, string reference, string? reason, CancellationToken cancel)
    {
        if (await roster.Visible(user).SingleOrDefaultAsync(p => p.Ref == reference, cancel) is not { } person) return (null, RosterAnswer.NotFound);
        if ((reason ?? "").Trim() is not { Length: >= 4 and <= 100 } why) return (null, new([new("reason", "请写为什么要看，4 到 100 个字。")]));
        var posts = await db.Set<RoleAssignment>().AsNoTracking().Where(a => a.PersonId == person.Id).ToListAsync(cancel);
        if (!roster.MayChange(AssignmentScope.Of(user), posts)) return (null, new([new("", "这个人已经不在你的范围内任职，只能看，不能改。")]));
        audit.Add(RosterChanges.Category, "PhoneShown", person.Ref, $"查看完整手机号。理由：{why}");
        await db.SaveChangesAsync(cancel);
        return (person.Phone, new([]));
    }

    private static readonly RosterProblem Taken = new("staffNo", "这个工号已有人用。如果是从别处调来的，请原街镇办调动，或请区级办理。");

    private async Task<IEnumerable<RosterProblem>> CheckAsync(Person? self, string? name, string? staffNo, string? phone, CancellationToken cancel)
    {
        var problems = new List<RosterProblem>();
        var (named, number) = ((name ?? "").Trim(), (staffNo ?? "").Trim());
        if (named.Length is 0 or > 50 || named.Any(char.IsControl)) problems.Add(new("name", "请填姓名，最多 50 个字。"));
        if (number.Length is 0 or > 30 || number.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) problems.Add(new("staffNo", "请填工号，最多 30 位，不能有空格。"));
        else if (number != self?.StaffNo)
        {
            var upper = users.NormalizeName(number);
            if (await db.Set<Person>().AnyAsync(p => p.StaffNo == number && (self == null || p.Id != self.Id), cancel)
                || await db.Set<User>().AnyAsync(u => u.NormalizedUserName == upper && (self == null || u.Id != self.UserId), cancel)) problems.Add(Taken);
        }
        if (string.IsNullOrWhiteSpace(phone)) return problems;
        if (PhoneNumber.TryParse(phone) is not { Digits: var digits }) problems.Add(new("phone", "手机号应为 11 位数字，以 1 开头。"));
        else if (digits != self?.Phone && await db.Set<Person>().AnyAsync(p => p.Phone == digits && (self == null || p.Id != self.Id), cancel))
            problems.Add(new("phone", "这个手机号已经登记给别人，请和本人核对。"));
        return problems;
    }
}
