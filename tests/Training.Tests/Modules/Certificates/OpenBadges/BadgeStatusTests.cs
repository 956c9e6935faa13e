using System.Buffers.Text;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Training.Modules.Certificates.OpenBadges;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Platform.Data;
using Training.Platform.Tenants;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Pages;
using Training.Tests.Modules.Certification.Review;
using Training.Tests.Modules.Records;

namespace Training.Tests.Modules.Certificates.OpenBadges;

/// <summary>A file that was downloaded earlier says where its state of today is found; read as a verifier would, by the specification alone.</summary>
public sealed class BadgeStatusTests
{
    [Theory, OnBothDatabases]
    public async Task A_badge_downloaded_before_a_revocation_is_seen_to_be_revoked(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(BadgeStatusTests)));
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        var (other, otherNumber) = await CertificateAccessTests.CertifiedAsync(tenant);
        var (badge, neighbour) = (await DownloadAsync(tenant, holder, number), await DownloadAsync(tenant, other, otherNumber));
        Assert.Equal([false, false], await StatesAsync(tenant, badge));

        await tenant.ActAsync(number, CertificateEventKind.Suspended);
        // An answer is kept: anybody may ask, as often as it pleases. What is left of the time is all that others may keep it.
        tenant.App.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([false, false], await StatesAsync(tenant, badge));
        using (var visitor = tenant.Visitor())
        using (var answer = await visitor.GetAsync("verify/badges/suspension/0")) Assert.Equal(TimeSpan.FromMinutes(3), answer.Headers.CacheControl!.MaxAge);
        tenant.App.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal([false, true], await StatesAsync(tenant, badge));
        await tenant.ActAsync(number, CertificateEventKind.Reinstated);
        tenant.App.Clock.Advance(BadgeStatus.Kept);
        Assert.Equal([false, false], await StatesAsync(tenant, badge));
        await tenant.ActAsync(number, CertificateEventKind.Revoked);
        tenant.App.Clock.Advance(BadgeStatus.Kept);
        Assert.Equal([true, false], await StatesAsync(tenant, badge));
        Assert.Equal([false, false], await StatesAsync(tenant, neighbour));
    }

    [Theory, OnBothDatabases]
    public async Task A_site_that_gave_badges_out_and_lost_its_key_is_found_by_a_category_of_the_trail(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var services = tenant.App.Services;
        var check = new SigningKeyCheck(services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<TenantStore>(), services.GetRequiredService<CurrentTenant>(), NullLogger<SigningKeyCheck>.Instance);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        Assert.DoesNotContain(tenant.Tenant.Name, await check.RunAsync(default));
        await DownloadAsync(tenant, holder, number);
        Assert.Equal("TakenOut", Assert.Single(await tenant.AuditAsync("Badge")).Split(' ')[0]);
        var file = services.GetRequiredService<AppData>().Site(tenant.Tenant, "Keys", "open-badges.key");
        File.Move(file, file + ".lost");
        Assert.Contains(tenant.Tenant.Name, await check.RunAsync(default));
        File.Move(file + ".lost", file);
        Assert.DoesNotContain(tenant.Tenant.Name, await check.RunAsync(default));
    }

    [Theory, OnBothDatabases]
    public async Task A_suspension_by_a_forced_update_is_seen_though_nobody_recorded_it(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, own: TestApp.For(database, nameof(BadgeStatusTests)));
        // Learned before the new edition.
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant, tenant.Today.AddDays(-10));
        var badge = await DownloadAsync(tenant, holder, number);
        Assert.Null(await tenant.InScopeAsync(s => s.GetRequiredService<ModuleUpdates>().ForceAsync("O02", 60, "法律修订，重新学习", [], null, CancellationToken.None)));
        await tenant.RunJobsAsync();
        tenant.App.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal([false, false], await StatesAsync(tenant, badge));
        tenant.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([false, true], await StatesAsync(tenant, badge));
    }

    [Fact]
    public async Task A_list_that_is_not_there_is_not_found_and_a_list_names_nobody()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var visitor = tenant.Visitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("verify/badges/revocation/0")).StatusCode);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var found = await visitor.GetAsync("verify/badges/revocation/0");
        Assert.Equal("application/vc+jwt", found.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromMinutes(5), found.Headers.CacheControl!.MaxAge);
        using var payload = Payload(await found.Content.ReadAsStringAsync());
        Assert.DoesNotContain(holder.Name, payload.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(number, payload.RootElement.GetRawText(), StringComparison.Ordinal);
        foreach (var address in new[] { "revocation/1", "revocation/-1", "message/0", "revocation/9223372036854775807", "revocation/x" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("verify/badges/" + address)).StatusCode);
    }

    private static async Task<JsonElement> DownloadAsync(TestTenant tenant, TestPerson holder, string number)
    {
        using var client = await tenant.SignedInAsync(holder);
        using var file = JsonDocument.Parse(await client.GetStringAsync($"certificates/{number}.json"));
        using var payload = Payload(file.RootElement.GetProperty("jwt").GetString()!);
        return payload.RootElement.Clone();
    }

    /// <summary>Bitstring Status List v1.0 §3.2, revoked and suspended.</summary>
    private static async Task<List<bool>> StatesAsync(TestTenant tenant, JsonElement badge)
    {
        using var visitor = tenant.Visitor();
        var states = new List<bool>();
        foreach (var entry in badge.GetProperty("credentialStatus").EnumerateArray())
        {
            var jwt = await visitor.GetStringAsync(new Uri(entry.GetProperty("statusListCredential").GetString()!).PathAndQuery);
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[0]));
            using var jwk = JsonDocument.Parse(await visitor.GetStringAsync(new Uri(header.RootElement.GetProperty("kid").GetString()!).PathAndQuery));
            using var key = BadgeTests.KeyOf(jwk.RootElement);
            Assert.True(BadgeTests.Verifies(key, jwt));
            using var list = Payload(jwt);
            Assert.Equal(["VerifiableCredential", "BitstringStatusListCredential"], list.RootElement.GetProperty("type").EnumerateArray().Select(t => t.GetString()));
            Assert.Equal(badge.GetProperty("iss").GetString(), list.RootElement.GetProperty("issuer").GetString());
            Assert.Equal(entry.GetProperty("statusListCredential").GetString(), list.RootElement.GetProperty("id").GetString());
            var subject = list.RootElement.GetProperty("credentialSubject");
            Assert.Equal(("BitstringStatusList", entry.GetProperty("statusPurpose").GetString()), (subject.GetProperty("type").GetString(), subject.GetProperty("statusPurpose").GetString()));
            var encoded = subject.GetProperty("encodedList").GetString()!;
            Assert.Equal('u', encoded[0]);
            using var unpacked = new MemoryStream();
            using (var gzip = new GZipStream(new MemoryStream(Base64Url.DecodeFromChars(encoded.AsSpan(1))), CompressionMode.Decompress)) await gzip.CopyToAsync(unpacked);
            Assert.True(unpacked.Length >= 16 * 1024);
            var index = int.Parse(entry.GetProperty("statusListIndex").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
            states.Add((unpacked.ToArray()[index / 8] & (0x80 >> (index % 8))) != 0);
        }
        return states;
    }

    private static JsonDocument Payload(string jwt) => JsonDocument.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[1]));
}
