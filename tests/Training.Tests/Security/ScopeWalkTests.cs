using System.IO.Compression;
using System.Net;
using System.Text;
using Training.Modules.People.Models;
using Training.Tests.Hosting;
using Training.Tests.Modules.Roster;

namespace Training.Tests.Security;

/// <summary>
/// domain/organisation.md §2: names are seen within one's own scope alone. One person of 华阳路街道, with one of everything that has an id, and
/// officers of other places: every address of the app is opened by each of them, downloads included.
/// </summary>
public sealed class ScopeWalkTests
{
    /// <summary>Where the person is named as the officer who submitted a report or shared one: that is an act of office.</summary>
    private static readonly string[] ActsOfOffice = ["console/reports", "console/saved-reports"];

    [Theory, OnBothDatabases]
    public async Task Nobody_reads_a_name_outside_the_scope_on_any_page_or_in_any_file(TestDatabase database)
    {
        var world = await IsolationWorld.CreateAsync(database);
        var tenant = world.Theirs;
        var school = await tenant.UnitAsync("S09", OrgUnitKind.School, tenant.XinhualuId, Line.Education);
        using var street = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SubDistrictStaff, street: tenant.XinhualuId));
        using var line = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.CivilAffairs));
        using var admin = await tenant.SchoolAdminAsync(school);
        using var learner = await tenant.SignedInAsync(await tenant.AddPersonAsync());
        foreach (var (who, client) in new[] { ("street", street), ("line", line), ("school", admin), ("learner", learner) })
        {
            var named = await NamedAsync(world, client);
            Assert.True(named.Count == 0, $"{who}: {string.Join(", ", named)}");
        }

        // Who may see the person finds the name in many places: the walk would notice.
        using var district = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        Assert.True((await NamedAsync(world, district)).Count >= 8);
    }

    /// <returns>Addresses where the person of the other place is named.</returns>
    private static async Task<IReadOnlyList<string>> NamedAsync(IsolationWorld world, HttpClient client)
    {
        var found = new List<string>();
        foreach (var route in SiteRoute.All(world.Theirs.App).Where(r => !r.IsPublic && r.Methods.Contains("GET") && r.Pattern != "sign-out"))
        {
            var address = TenantIsolationTests.Fill(world, TenantIsolationTests.AddressOf(route.Pattern));
            if (ActsOfOffice.Any(a => address.StartsWith(a, StringComparison.Ordinal))) continue;
            using var response = await client.GetAsync(address);
            if (response.StatusCode != HttpStatusCode.OK) continue;
            var kind = response.Content.Headers.ContentType?.MediaType ?? "";
            var bytes = await response.Content.ReadAsByteArrayAsync();
            // A picture or a drawn page about the person cannot be searched: that it opens is enough.
            var isDrawn = kind is "application/pdf" || kind.StartsWith("image/", StringComparison.Ordinal);
            if (isDrawn ? address.Contains(world.Records["number"], StringComparison.Ordinal) || address.Contains("transcripts/", StringComparison.Ordinal) : Text(bytes).Contains(world.Them.Name, StringComparison.Ordinal))
                found.Add(address);
        }
        return found;
    }

    /// <summary>What is in it, in archives and workbooks too.</summary>
    private static string Text(byte[] bytes)
    {
        if (bytes is not [(byte)'P', (byte)'K', ..]) return Encoding.UTF8.GetString(bytes);
        using var archive = new ZipArchive(new MemoryStream(bytes));
        return string.Concat(archive.Entries.Select(entry =>
        {
            using var stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return Text(copy.ToArray());
        }));
    }
}
