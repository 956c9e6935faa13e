using Microsoft.EntityFrameworkCore;
using Training.Modules.Exchange.Format;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;

namespace Training.Modules.Exchange.Import;

/// <summary>people.csv. Accounts do not travel; somebody who has one on the site already is that person, if the name is the same.</summary>
internal sealed class PeopleRows(TenantDb db, BulkInsert bulk)
{
    private static readonly string[] Columns =
        [nameof(Person.Id), nameof(Person.Ref), nameof(Person.StaffNo), nameof(Person.Name), nameof(Person.Phone), nameof(Person.CreatedUtc)];

    public async Task WriteAsync(ImportState state, CancellationToken cancel)
    {
        var staff = await db.Set<Person>().AsNoTracking().Select(p => new { p.Id, p.StaffNo, p.Name }).ToDictionaryAsync(p => p.StaffNo, p => new KnownPerson(p.Id, p.Name), cancel);
        var next = staff.Count == 0 ? 1 : staff.Values.Max(p => p.Id) + 1;
        var rows = new BulkRows<Person>(bulk, Columns);
        foreach (var row in state.Read(FactFiles.People))
        {
            var (number, name, phone, created) = (row.Text("staff_no", 30), row.Text("name", 50), Phone(row), row.Moment("created_at", state.Now));
            if (number.Any(char.IsWhiteSpace) || name.Any(char.IsControl)) row.Fault("staff_no", "工号里不能有空格，姓名里不能换行。");
            if (row.Good && staff.TryGetValue(number, out var there) && there.Name != name)
                row.Fault("staff_no", "站点里 {0} 是另一个人的账号。请在站点里或文件里改工号。", number);
            if (number.Length > 0 && !state.People.TryAdd(number, staff.TryGetValue(number, out var known) ? known : new(next++, name))) row.Fault("staff_no", "这个工号前面已经有了，请留一行。");
            if (row.Good && !state.Problems.Any && !staff.ContainsKey(number))
                await rows.AddAsync(cancel, state.People[number].Id, Ids.New(), number, name, phone, created);
        }
        if (!state.Problems.Any) await rows.FlushAsync(cancel);
    }

    private static string? Phone(FactRow row)
    {
        if (row.Optional("phone", 20) is not { } text) return null;
        if (PhoneNumber.TryParse(text) is { } phone) return phone.Digits;
        row.Fault("phone", "手机号应为 11 位数字；不想带手机号就留空。");
        return null;
    }
}
