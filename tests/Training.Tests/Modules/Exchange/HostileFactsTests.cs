using System.Text;
using Training.Modules.Exchange.Format;
using Training.Modules.Exchange.Import;
using Training.Modules.People.Models;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Exchange;

/// <summary>Each wrong set is refused with file, row and column, and nothing of it is kept.</summary>
public sealed class HostileFactsTests
{
    /// <summary>File, what is written into it in place of what, and where the fault is to be found.</summary>
    private static readonly (string File, string Old, string New, string Place)[] Faults =
    [
        ("people.csv", "P02,算例P02", "P01,算例P02", "people.csv 3 staff_no"),
        ("people.csv", "P02,算例P02", "P02,", "people.csv 3 name"),
        ("people.csv", "staff_no,name", "staff_no,name,idcard", "people.csv 1 idcard"),
        ("people.csv", "staff_no,name", "staff_no", "people.csv 1 name"),
        ("people.csv", "P02,算例P02", "P02,\"算例P02", "people.csv 3 "),
        ("people.csv", "P02,算例P02", "P02,算\"例\"P02", "people.csv 3 "),
        ("people.csv", "P02,算例P02", "P02,算例P02,more", "people.csv 3 "),
        ("people.csv", "P02,算例P02", "P02,算例\u0001P02", "people.csv 3 name"),
        ("units.csv", "310105004,新华路街道,SubDistrict,310105,", "310105004,新华路街道,SubDistrict,310199,", "units.csv 4 parent_code"),
        ("units.csv", "310105004,新华路街道,SubDistrict,310105,", "310105004,新华路街道,Street,310105,", "units.csv 4 kind"),
        ("units.csv", "310105,长宁区,District,,", "310199,别的区,District,,", "units.csv 2 code"),
        ("assignments.csv", "A02,P02,", "A01,P02,", "assignments.csv 3 assignment_id"),
        ("assignments.csv", "A02,P02,", "A02,P99,", "assignments.csv 3 staff_no"),
        ("assignments.csv", "A02,P02,ChildDirector,CivilAffairs,310105001", "A02,P02,ChildDirector,CivilAffairs,310105999", "assignments.csv 3 sub_district_code"),
        ("assignments.csv", "2024-02-01,,2024-02-01", "2023-02-29,,2024-02-01", "assignments.csv 11 start"),
        ("assignments.csv", "2024-02-01,,2024-02-01", "0024-02-01,,2024-02-01", "assignments.csv 11 start"),
        ("assignments.csv", "2024-02-01,,2024-02-01", "2024-02-01,2023-12-31,2024-02-01", "assignments.csv 11 end"),
        ("assignments.csv", "2024-02-01,,2024-02-01", "2024-02-01,,2999-02-01", "assignments.csv 11 recorded_at"),
        ("assignments.csv", "A06,P05,ChildDirector,CivilAffairs,310105004,2026-05-16", "A06,P05,ChildDirector,CivilAffairs,310105001,2026-05-15", "assignments.csv 7 start"),
        ("leaves.csv", "A10,Maternity", "A99,Maternity", "leaves.csv 2 assignment_id"),
        ("leaves.csv", "A10,Maternity", "A10,Holiday", "leaves.csv 2 kind"),
        ("schemes.csv", "ChildDirector,1,", "ChildSupervisor,1,", "schemes.csv 3 version"),
        ("schemes.csv", "ChildDirector,1,原系统的培训", "ChildDirector,1,心理咨询师培训", "schemes.csv 3 title"),
        ("schemes.csv", "Months,12,27", "Months,,27", "schemes.csv 2 validity_count"),
        ("completions.csv", "P02,ChildDirector,1,2025-09-10", "P02,ChildDirector,2,2025-09-10", "completions.csv 3 scheme_version"),
        ("completions.csv", "P02,ChildDirector,1,2025-09-10", "P02,ChildDirector,1,2027-09-10", "completions.csv 3 completed_on"),
        ("completions.csv", "P02,ChildDirector,1,2025-09-10", "P02,ChildDirector,1,2025-09-11", "certificates.csv 3 completed_on"),
        ("certificates.csv", "310105-CD-2025-000001", "310105-CD-2025-1", "certificates.csv 3 number"),
        ("certificates.csv", "310105-CD-2025-000001", "310105-TE-2025-000001", "certificates.csv 3 number"),
        ("certificates.csv", "310105-CD-2025-000001", "310105-CD-2025-000002", "certificates.csv 4 number"),
        ("certificates.csv", "2025-09-10,2025-09-15,2025-09-15,2026-09-14", "2025-09-10,2025-09-09,2025-09-15,2026-09-14", "certificates.csv 3 issued_on"),
        ("certificates.csv", "2025-09-10,2025-09-15,2025-09-15,2026-09-14", "2025-09-10,2025-09-15,2026-09-15,2026-09-14", "certificates.csv 3 valid_through"),
        ("certificate_events.csv", "310105-NM-2025-000001", "310105-NM-2025-000009", "certificate_events.csv 2 number"),
        ("certificate_events.csv", "FalseRecords", "Whatever", "certificate_events.csv 2 reason_code"),
        ("manifest.json", "training-facts", "other", "manifest.json 0 "),
        ("manifest.json", "\"version\": 1", "\"version\": 2", "manifest.json 0 "),
        ("manifest.json", "\"version\": 1", "\"version\": 1, \"rows\": {\"people.csv\": 13}", "people.csv 0 "),
        ("manifest.json", "\"version\": 1", "\"version\": 1, \"auto_issue\": true", "manifest.json 0 auto_issue"),
        ("manifest.json", "{", "[", "manifest.json 0 "),
    ];

    [Theory, OnBothDatabases]
    public async Task What_is_wrong_is_found_where_it_is_and_nothing_is_kept(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var before = await tenant.CountsAsync();
        foreach (var (file, old, changed, place) in Faults)
        {
            var files = Facts.Golden();
            Assert.Contains(old, files[file], StringComparison.Ordinal);
            files[file] = ReplaceFirst(files[file], old, changed);
            var report = await tenant.ImportAsync(Facts.Zip(files));
            Assert.False(report.Applied);
            Assert.True(report.First.Any(p => $"{p.File} {p.Row} {p.Column}" == place), $"{file}: {changed} → {Places(report)}, expected {place}");
            Assert.True(before == await tenant.CountsAsync(), $"{file}: {changed} left something behind");
        }
        // The site is as good as new: the right set still comes in.
        Assert.True((await tenant.ImportAsync(Facts.Zip(Facts.Golden()))).Applied);
    }

    [Theory, OnBothDatabases]
    public async Task What_units_were_part_of_before_is_checked_as_well(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var before = await tenant.CountsAsync();
        foreach (var (rows, place) in new[]
        {
            ("310105999,310105,2026-01-01,", "2 unit_code"), ("310105001,310105999,2026-01-01,", "2 parent_code"), ("310105001,310105004,2026-01-01,", "2 parent_code"),
            ("310105001,310105,2026-13-01,", "2 through"), ("310105001,310105,2026-01-01,2999-01-01", "2 recorded_at"),
            ("310105001,310105,2026-01-01,\r\n310105001,310105,2026-01-01,", "3 through"),
        })
        {
            var files = Facts.Golden();
            files["unit_parents.csv"] = $"unit_code,parent_code,through,recorded_at\r\n{rows}\r\n";
            var report = await tenant.ImportAsync(Facts.Zip(files));
            Assert.Contains(report.First, p => $"{p.File} {p.Row} {p.Column}" == "unit_parents.csv " + place);
            Assert.Equal(before, await tenant.CountsAsync());
        }
    }

    [Theory, OnBothDatabases]
    public async Task Openings_of_streets_are_checked_as_well(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var before = await tenant.CountsAsync();
        foreach (var (rows, place) in new[]
        {
            ("Mayor,310105001,2026-01-01,,", "2 role"), ("ChildDirector,310105999,2026-01-01,,", "2 sub_district_code"), ("ChildDirector,310105,2026-01-01,,", "2 sub_district_code"),
            ("ChildDirector,310105001,2026-13-01,,", "2 opens_on"), ("ChildDirector,310105001,2026-01-01,yes,", "2 always"), ("ChildDirector,310105001,,maybe,", "2 always"),
            ("ChildDirector,310105001,,,\r\nChildDirector,310105001,2026-01-01,,2999-01-01", "3 recorded_at"),
        })
        {
            var files = Facts.Golden();
            files["street_openings.csv"] = $"role,sub_district_code,opens_on,always,recorded_at\r\n{rows}\r\n";
            var report = await tenant.ImportAsync(Facts.Zip(files));
            Assert.Contains(report.First, p => $"{p.File} {p.Row} {p.Column}" == "street_openings.csv " + place);
            Assert.Equal(before, await tenant.CountsAsync());
        }
    }

    [Theory, OnBothDatabases]
    public async Task Files_that_are_no_set_are_refused(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var before = await tenant.CountsAsync();
        var golden = Facts.Golden();
        await RefusedAsync("no ZIP file"u8.ToArray(), "打不开");
        await RefusedAsync(Facts.Zip(golden.Where(f => f.Key != "manifest.json")), "manifest.json");
        await RefusedAsync(Facts.Zip(golden.Append(new("../evil.csv", "x"))), "文件夹");
        await RefusedAsync(Facts.Zip(golden.Append(new("facts/people.csv", "x"))), "文件夹");
        await RefusedAsync(Facts.Zip(golden.Append(new("notes.txt", "x"))), "不认识文件");
        await RefusedAsync(Facts.Zip(golden.Append(new("people.csv", "staff_no,name\r\n"))), "有两个");
        await RefusedAsync(Facts.Zip(Enumerable.Range(0, 60).Select(i => new KeyValuePair<string, string>($"f{i}.csv", "x"))), "太多");
        // Bytes that are no UTF-8, and UTF-16.
        await RefusedAsync(Facts.Zip(Bytes("people.csv", Encoding.Latin1.GetBytes("staff_no,name\r\nP01,\xe9\xe8\r\n"))), "UTF-8");
        await RefusedAsync(Facts.Zip(Bytes("people.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(golden["people.csv"])])), "UTF-8");
        // A bomb: little to upload, much to unpack, in one row, in one cell, and in rows.
        await RefusedAsync(Facts.Zip(Bytes("people.csv", [.. "staff_no,name\r\n"u8, .. new byte[5_000_000]])), "超过");
        await RefusedAsync(Facts.Zip(Bytes("people.csv", Encoding.UTF8.GetBytes("staff_no,name\r\n" + new string(',', 2_000_000)))), "太长");
        await RefusedAsync(Facts.Zip(Bytes("people.csv", Encoding.UTF8.GetBytes("staff_no,name\r\nP01,\"" + new string('x', 80_000) + "\"\r\n"))), "超过");
        await RefusedAsync(Facts.Zip(Bytes("people.csv", Encoding.UTF8.GetBytes("staff_no,name\r\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"Q{i},算例\r\n"))))), "太大", most: 1_000_000);
        // A broken entry.
        var broken = Facts.Zip(golden);
        for (var i = 200; i < 400; i++) broken[i] ^= 0x5A;
        Assert.False((await tenant.ImportAsync(broken)).Applied);
        Assert.Equal(before, await tenant.CountsAsync());

        IEnumerable<(string, byte[])> Bytes(string name, byte[] bytes) => golden.Select(f => (f.Key, f.Key == name ? bytes : Encoding.UTF8.GetBytes(f.Value)));

        async Task RefusedAsync(byte[] zip, string word, long most = FactLimits.Unpacked)
        {
            var report = await tenant.ImportAsync(zip, most: most);
            Assert.False(report.Applied);
            Assert.Contains(report.First, p => p.Message.Contains(word, StringComparison.Ordinal) || p.Arguments.Any(a => a.Contains(word, StringComparison.Ordinal)));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_dry_run_finds_the_same_and_keeps_nothing(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var before = await tenant.CountsAsync();
        var report = await tenant.ImportAsync(Facts.GoldenFolder, apply: false);
        Assert.True(report is { Good: true, Applied: false, Waiting: 3 });
        Assert.Equal(14, report.RowsOf(FactFiles.Assignments));
        Assert.Equal(before, await tenant.CountsAsync());
        Assert.True((await tenant.ImportAsync(Facts.GoldenFolder)).Applied);
    }

    [Theory, OnBothDatabases]
    public async Task A_site_with_people_is_refused_and_one_with_its_keeper_is_not(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var keeper = await tenant.AddStaffAsync(StaffRole.SiteAdmin);
        var files = Facts.Golden();
        files["people.csv"] = files["people.csv"].Replace("P01,算例P01", $"P01,算例P01\r\n{keeper.StaffNo},另一个人", StringComparison.Ordinal);
        Assert.Equal("people.csv 3 staff_no", Places(await tenant.ImportAsync(Facts.Zip(files))));
        Assert.True((await tenant.ImportAsync(Facts.Zip(Facts.Golden()))).Applied);
        var again = await tenant.ImportAsync(Facts.Zip(Facts.Golden()));
        Assert.Contains("已经有人员", Assert.Single(again.First).Message, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_mark_at_the_beginning_and_other_line_ends_are_taken(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var files = Facts.Golden().ToDictionary(f => f.Key, f => "\uFEFF" + f.Value.Replace("\r\n", "\n", StringComparison.Ordinal));
        files["people.csv"] = files["people.csv"].Replace("\uFEFFstaff_no", "\uFEFF\"staff_no\"", StringComparison.Ordinal);
        Assert.True((await tenant.ImportAsync(Facts.Zip(files))).Applied);
    }

    private static string Places(FactsReport report) => string.Join("; ", report.First.Select(p => $"{p.File} {p.Row} {p.Column}"));

    private static string ReplaceFirst(string text, string old, string changed) => text.IndexOf(old, StringComparison.Ordinal) is var at ? text[..at] + changed + text[(at + old.Length)..] : text;
}
