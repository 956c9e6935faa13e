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
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Base64Url.DecodeFromChars(jwk.RootElement.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(jwk.RootElement.GetProperty("y").GetString()) },
        });
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

    private static bool Verifies(ECDsa key, string jwt) => jwt.Split('.') is var p
        && key.VerifyData(Encoding.ASCII.GetBytes($"{p[0]}.{p[1]}"), Base64Url.DecodeFromChars(p[2]), HashAlgorithmName.SHA256);
}
