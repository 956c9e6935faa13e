using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Training.Modules.Certification.Models;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Pages;
using Training.Tests.Modules.Certification.Review;

namespace Training.Tests.Modules.Certificates.OpenBadges;

/// <summary>H15: a credential that verifies with nothing but the key.</summary>
public sealed class BadgeTests
{
    [Theory, OnBothDatabases]
    public async Task A_badge_verifies_offline_and_a_tampered_one_does_not(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(holder);
        using var file = JsonDocument.Parse(await client.GetStringAsync($"certificates/{number}.json"));
        var jwt = file.RootElement.GetProperty("jwt").GetString()!;
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[0]));
        Assert.Equal("ES256", header.RootElement.GetProperty("alg").GetString());
        var keyUrl = header.RootElement.GetProperty("kid").GetString()!;
        Assert.Equal(keyUrl, file.RootElement.GetProperty("key").GetString());

        using var visitor = tenant.Visitor();
        using var jwk = JsonDocument.Parse(await visitor.GetStringAsync(new Uri(keyUrl).PathAndQuery));
        Assert.False(jwk.RootElement.TryGetProperty("d", out _));
        using var key = KeyOf(jwk.RootElement);
        Assert.True(Verifies(key, jwt));
        var parts = jwt.Split('.');
        var forged = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("\"creditsEarned\":", "\"creditsEarned\":9", StringComparison.Ordinal);
        Assert.False(Verifies(key, $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(forged))}.{parts[2]}"));

        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        var root = payload.RootElement;
        Assert.Equal(["VerifiableCredential", "OpenBadgeCredential"], root.GetProperty("type").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal(new DateTimeOffset(ChinaTime.StartUtc(tenant.Today)).ToUnixTimeSeconds(), root.GetProperty("nbf").GetInt64());
        Assert.Equal(root.GetProperty("issuer").GetProperty("id").GetString(), root.GetProperty("iss").GetString());
        var identity = root.GetProperty("credentialSubject").GetProperty("identifier")[0];
        Assert.Equal("sha256$" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(holder.Name + identity.GetProperty("salt").GetString()))), identity.GetProperty("identityHash").GetString());
        Assert.DoesNotContain(holder.Name, root.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_has_every_property_that_Open_Badges_3_requires()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(holder);
        using var file = JsonDocument.Parse(await client.GetStringAsync($"certificates/{number}.json"));
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(file.RootElement.GetProperty("jwt").GetString()!.Split('.')[1]));
        var credential = payload.RootElement;
        // Spec/ob/v3p0: B.1.2 AchievementCredential, B.1.3 AchievementSubject, B.1.1 Achievement, Criteria, IdentityObject, Profile; §8.2.2 for the claims.
        Has(credential, "@context", "id", "type", "credentialSubject", "issuer", "validFrom", "name", "iss", "jti", "nbf");
        var context = credential.GetProperty("@context").EnumerateArray().Select(c => c.GetString()).ToList();
        Assert.Equal("https://www.w3.org/ns/credentials/v2", context[0]);
        Assert.StartsWith("https://purl.imsglobal.org/spec/ob/v3p0/context-3", context[1], StringComparison.Ordinal);
        Assert.Contains("VerifiableCredential", Types(credential));
        Assert.Contains("OpenBadgeCredential", Types(credential));
        Assert.Equal(credential.GetProperty("id").GetString(), credential.GetProperty("jti").GetString());
        Has(credential.GetProperty("issuer"), "id", "type");
        Assert.Contains("Profile", Types(credential.GetProperty("issuer")));
        var subject = credential.GetProperty("credentialSubject");
        Has(subject, "type", "achievement", "identifier");
        Assert.Contains("AchievementSubject", Types(subject));
        var achievement = subject.GetProperty("achievement");
        Has(achievement, "id", "type", "criteria", "description", "name");
        Assert.Contains("Achievement", Types(achievement));
        Has(achievement.GetProperty("criteria"), "narrative");
        Has(subject.GetProperty("identifier")[0], "type", "hashed", "identityHash", "identityType");
        foreach (var id in new[] { credential.GetProperty("id"), credential.GetProperty("issuer").GetProperty("id"), achievement.GetProperty("id") })
            Assert.True(Uri.TryCreate(id.GetString(), UriKind.Absolute, out _));
        foreach (var moment in new[] { "validFrom", "validUntil", "awardedDate" })
            Assert.True(DateTimeOffset.TryParseExact(credential.GetProperty(moment).GetString(), "yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out _));
        // vc-bitstring-status-list §2.1.
        Assert.Equal(["revocation", "suspension"], credential.GetProperty("credentialStatus").EnumerateArray().Select(s => s.GetProperty("statusPurpose").GetString()));
        Assert.All(credential.GetProperty("credentialStatus").EnumerateArray(), s => Has(s, "id", "type", "statusPurpose", "statusListIndex", "statusListCredential"));
        Assert.DoesNotContain(number, credential.GetProperty("credentialStatus").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_badge_signed_with_a_key_that_was_replaced_still_verifies()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var client = await tenant.SignedInAsync(holder);
        using var old = JsonDocument.Parse(await client.GetStringAsync($"certificates/{number}.json"));
        File.Delete(Path.Combine(tenant.App.AppData, "Sites", tenant.Tenant.Name, "Keys", "open-badges.key"));
        using var later = JsonDocument.Parse(await client.GetStringAsync($"certificates/{number}.json"));
        using var visitor = tenant.Visitor();
        var published = new List<string>();
        foreach (var file in new[] { old, later })
        {
            using var jwk = JsonDocument.Parse(await visitor.GetStringAsync(new Uri(file.RootElement.GetProperty("key").GetString()!).PathAndQuery));
            // The key in the file is the one that the site publishes.
            Assert.Equal(jwk.RootElement.GetProperty("x").GetString(), file.RootElement.GetProperty("jwk").GetProperty("x").GetString());
            using var key = KeyOf(jwk.RootElement);
            Assert.True(Verifies(key, file.RootElement.GetProperty("jwt").GetString()!));
            published.Add(jwk.RootElement.GetProperty("kid").GetString()!);
        }
        Assert.NotEqual(published[0], published[1]);
        using var all = JsonDocument.Parse(await visitor.GetStringAsync(".well-known/openbadges/keys.json"));
        Assert.Equal(published.Order(StringComparer.Ordinal), all.RootElement.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()));
        foreach (var kid in new[] { "..%2Fopen-badges", new string('a', 43), "keys2" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($".well-known/openbadges/{kid}.json")).StatusCode);
    }

    [Fact]
    public async Task Each_tenant_has_its_own_key_and_cannot_open_anothers()
    {
        await using var one = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        await using var two = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        var keys = new List<string>();
        foreach (var tenant in new[] { one, two })
        {
            var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
            using var client = await tenant.SignedInAsync(holder);
            using var file = JsonDocument.Parse(await client.GetStringAsync($"certificates/{number}.json"));
            keys.Add(file.RootElement.GetProperty("key").GetString()!.Split('/')[^1]);
        }
        Assert.NotEqual(keys[0], keys[1]);
        using var visitor = two.Visitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(".well-known/openbadges/" + keys[0])).StatusCode);
        var path = Path.Combine(one.App.AppData, "Sites", one.Tenant.Name, "Keys", "open-badges.key");
        await one.InScopeAsync(s => Task.FromResult(Assert.ThrowsAny<CryptographicException>(() =>
            Microsoft.AspNetCore.DataProtection.DataProtectionCommonExtensions.CreateProtector(
                (Microsoft.AspNetCore.DataProtection.IDataProtectionProvider)s.GetService(typeof(Microsoft.AspNetCore.DataProtection.IDataProtectionProvider))!, "Training.OpenBadges", two.Tenant.TenantId)
                .Unprotect(File.ReadAllBytes(path)))));
    }

    [Theory, OnBothDatabases]
    public async Task A_suspended_certificate_gets_no_badge(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (holder, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        await tenant.ActAsync(number, CertificateEventKind.Suspended);
        using var client = await tenant.SignedInAsync(holder);
        Assert.Equal(HttpStatusCode.Conflict, (await client.GetAsync($"certificates/{number}.json")).StatusCode);
    }

    internal static ECDsa KeyOf(JsonElement jwk) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new() { X = Base64Url.DecodeFromChars(jwk.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(jwk.GetProperty("y").GetString()) },
    });

    private static void Has(JsonElement element, params string[] names) => Assert.All(names, n => Assert.True(element.TryGetProperty(n, out _), $"{n} is missing"));

    private static IEnumerable<string?> Types(JsonElement element) => element.GetProperty("type").EnumerateArray().Select(t => t.GetString());

    internal static bool Verifies(ECDsa key, string jwt) => jwt.Split('.') is var p
        && key.VerifyData(Encoding.ASCII.GetBytes($"{p[0]}.{p[1]}"), Base64Url.DecodeFromChars(p[2]), HashAlgorithmName.SHA256);
}
