using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Training.Modules.Certificates.OpenBadges;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Services;
using Training.Platform.Data;
using Training.Platform.Tenants;
using Training.Tests.Architecture;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Submissions;

/// <summary>
/// A file that was signed once, of a made-up district, in the first format, whose private key is gone: it verifies and is shown by every later
/// program. Never write these files anew.
/// </summary>
public sealed class KeptReportTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests/Training.Tests/Modules/Submissions/Fixtures");

    private static byte[] Kept => File.ReadAllBytes(Path.Combine(Folder, "report-2026-10-1.zip"));

    private static string KeyText => File.ReadAllText(Path.Combine(Folder, "report-2026-10-1.key.json"));

    [Fact]
    public void A_file_of_long_ago_verifies_with_its_public_key_and_no_altered_byte_does()
    {
        var check = ReportVerification.Check(Kept, ReportFile.KeyOf(KeyText)!);
        Assert.Equal((ReportVerdict.Same, "示例区", "2026-10", 41), (check.Verdict, check.Document!.District.Name, check.Document.Period.Key, check.Document.Total()["required"]));
        Assert.Equal((ReportDocument.FirstFormat, (DateOnly?)null, 0), (check.Document.Format, check.Document.Period.SubmitBy, check.Document.DaysLate()));
        var file = ReportFile.Read(Kept)!;
        for (var i = 0; i < file.Document.Length; i += 97)
        {
            var altered = (byte[])file.Document.Clone();
            altered[i] ^= 1;
            Assert.Equal(ReportVerdict.Altered, ReportVerification.Check(ReportFile.Write(altered, ReportJson.Hash(altered), file.Seal.Signature, KeyText, DateTime.UnixEpoch.AddYears(30)), ReportFile.KeyOf(KeyText)!).Verdict);
        }
    }

    [Theory, OnBothDatabases]
    public async Task It_is_shown_and_verified_from_what_the_city_kept(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        var file = ReportFile.Read(Kept)!;
        var copy = new CityReport
        {
            TenantId = "4fixture00000000000000000a", DistrictName = "示例区", PeriodKey = "2026-10", Kind = PeriodKind.Month, AsOf = new(2026, 10, 31), SubmitBy = new(2026, 11, 10), Number = 1,
            SubmissionKind = SubmissionKind.Original, SubmissionRef = Ids.New(), Document = file.Document, Hash = file.Seal.Hash, Signature = file.Seal.Signature, PublicKey = KeyText,
            SubmittedUtc = new(2026, 11, 9, 2, 0, 0, DateTimeKind.Utc), ReceivedUtc = new(2026, 11, 9, 2, 0, 0, DateTimeKind.Utc),
        };
        await chain.City.InScopeAsync(async s =>
        {
            s.GetRequiredService<TenantDb>().Add(copy);
            await s.GetRequiredService<TenantDb>().SaveChangesAsync();
        });
        Assert.Equal(ReportVerdict.Same, (await chain.City.InScopeAsync(s => s.GetRequiredService<ReportVerification>().CheckAsync(Kept, default))).Verdict);
        using var city = await chain.City.SignedInAsync(chain.CityOfficer);
        var page = (await city.PageAsync("console/city/reports/" + copy.Ref)).Body!.TextContent;
        foreach (var words in new[] { "示例一街道", "儿童主任", "已逐人核对", "原件与区里的签名一致", "示例二街道停电" }) Assert.Contains(words, page, StringComparison.Ordinal);
        foreach (var kind in new[] { "xlsx", "pdf", "csv" }) Assert.NotEmpty(await city.GetByteArrayAsync($"console/city/reports/{copy.Ref}/{kind}"));
    }

    [Theory, OnBothDatabases]
    public async Task A_file_whose_members_this_program_does_not_know_is_genuine_by_its_bytes(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        var tenant = chain.District.Tenant.TenantId;
        var bytes = Encoding.UTF8.GetBytes($$"""{"format":"training-report/9","district":{"tenantId":"{{tenant}}"},"period":{"key":"2026-10"},"number":1,"unheardOf":{"totals":"none"} }""");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var seal = ReportSeal.Of(bytes, key);
        var jwk = Encoding.UTF8.GetString(ReportJson.Write(seal.Key));
        var period = await chain.PeriodAsync();
        var now = chain.District.App.Clock.UtcNow();
        await chain.District.InScopeAsync(async s =>
        {
            s.GetRequiredService<TenantDb>().Add(new ReportSubmission
            {
                PeriodId = period.Id, Number = 1, Kind = SubmissionKind.Original, AsOf = period.AsOf, SpecVersion = "v9", Document = bytes, Hash = seal.Hash, Signature = seal.Signature, PublicKey = jwk,
                Required = 0, Completed = 0, Certified = 0, ByName = "以后", Utc = now,
            });
            await s.GetRequiredService<TenantDb>().SaveChangesAsync();
        });
        var file = ReportFile.Write(bytes, seal.Hash, seal.Signature, jwk, now);
        Assert.Equal(ReportVerdict.Same, (await chain.District.InScopeAsync(s => s.GetRequiredService<ReportVerification>().CheckAsync(file, default))).Verdict);
        Assert.Equal(ReportVerdict.Same, ReportVerification.Check(file, seal.Key).Verdict);
        byte[] longer = [.. bytes, (byte)' '];
        var altered = ReportFile.Write(longer, ReportJson.Hash(longer), seal.Signature, jwk, now);
        Assert.Equal(ReportVerdict.Altered, (await chain.District.InScopeAsync(s => s.GetRequiredService<ReportVerification>().CheckAsync(altered, default))).Verdict);
    }

    [Theory, OnBothDatabases]
    public async Task A_site_that_has_signed_and_lost_its_key_is_named_at_the_start(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.ConfirmAllAsync();
        var services = chain.District.App.Services;
        var check = new SigningKeyCheck(services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<TenantStore>(), services.GetRequiredService<CurrentTenant>(), NullLogger<SigningKeyCheck>.Instance);
        Assert.DoesNotContain(chain.District.Tenant.Name, await check.RunAsync(default));
        Assert.Null(await chain.SubmitAsync());
        var file = services.GetRequiredService<AppData>().Site(chain.District.Tenant, "Keys", "open-badges.key");
        Assert.True(File.Exists(file));
        Assert.DoesNotContain(chain.District.Tenant.Name, await check.RunAsync(default));
        File.Move(file, file + ".lost");
        Assert.Contains(chain.District.Tenant.Name, await check.RunAsync(default));
        // Asking for a public key makes none.
        using var visitor = chain.District.Visitor();
        using (var answer = await visitor.GetAsync(".well-known/openbadges/x.json")) Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(File.Exists(file));
        File.Move(file + ".lost", file);
    }
}
