using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certificates.OpenBadges;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Services;
using Training.Platform.Data;
using Training.Platform.Modules;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Submissions;

public sealed class ReportVerificationTests
{
    private static Task<ReportCheck> CheckAsync(TestTenant tenant, byte[] file) => tenant.InScopeAsync(s => s.GetRequiredService<ReportVerification>().CheckAsync(file, default));

    private static async Task<(Chain Chain, ReportSubmission Row, byte[] File)> SubmittedAsync(TestDatabase database)
    {
        var chain = await Chain.CreateAsync(database);
        await chain.ConfirmAllAsync();
        Assert.Null(await chain.SubmitAsync());
        var row = (await chain.SubmissionsAsync())[0];
        return (chain, row, ReportFile.Of(row));
    }

    [Theory, OnBothDatabases]
    public async Task A_file_is_the_same_in_the_district_in_the_city_and_by_its_key_alone_also_after_a_correction(TestDatabase database)
    {
        var (chain, row, file) = await SubmittedAsync(database);
        Assert.Null(await chain.DecideAsync(SubmissionState.Accepted));
        await chain.RecordLateAsync();
        Assert.Null(await chain.SubmitAsync("补录了一条学习记录"));
        foreach (var tenant in new[] { chain.District, chain.City })
        {
            var check = await CheckAsync(tenant, file);
            Assert.Equal((ReportVerdict.Same, row.Hash, "2026-10"), (check.Verdict, check.Hash, check.Document!.Period.Key));
        }
        Assert.Equal(ReportVerdict.Same, ReportVerification.Check(file, ReportFile.KeyOf(row.PublicKey)!).Verdict);
        Assert.Equal(file, ReportFile.Of((await chain.SubmissionsAsync())[0]));
        Assert.Equal(file, ReportFile.Of((await chain.CopiesAsync())[0]));
    }

    [Theory, OnBothDatabases]
    public async Task An_altered_byte_an_altered_figure_and_a_new_seal_are_found_out(TestDatabase database)
    {
        var (chain, row, _) = await SubmittedAsync(database);
        var byteChanged = (byte[])row.Document.Clone();
        byteChanged[^2] ^= 1;
        var figure = $"\"certified\":{row.Certified}";
        var figureChanged = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(row.Document).Replace(figure, $"\"certified\":{row.Certified + 1}", StringComparison.Ordinal));
        Assert.NotEqual(row.Document, figureChanged);
        foreach (var document in new[] { byteChanged, figureChanged })
        {
            // As it lay, and with the hash made to fit.
            foreach (var hash in new[] { row.Hash, ReportJson.Hash(document) })
            {
                var file = ReportFile.Write(document, hash, row.Signature, row.PublicKey, row.Utc);
                Assert.Equal(ReportVerdict.Altered, (await CheckAsync(chain.District, file)).Verdict);
                Assert.Equal(ReportVerdict.Altered, (await CheckAsync(chain.City, file)).Verdict);
            }
            // Sealed anew with somebody's own key, which the file brings along.
            using var forged = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
            var seal = ReportSeal.Of(document, forged);
            var sealedAnew = ReportFile.Write(document, seal.Hash, seal.Signature, Encoding.UTF8.GetString(ReportJson.Write(seal.Key)), row.Utc);
            Assert.Equal(ReportVerdict.Altered, (await CheckAsync(chain.City, sealedAnew)).Verdict);
            Assert.Equal(ReportVerdict.Altered, ReportVerification.Check(sealedAnew, ReportFile.KeyOf(row.PublicKey)!).Verdict);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Another_districts_file_is_unknown_and_rubbish_is_no_report(TestDatabase database)
    {
        var (chain, _, file) = await SubmittedAsync(database);
        var other = await TestTenant.CreateAsync(database, content: false, own: chain.District.App);
        Assert.Equal(ReportVerdict.Unknown, (await CheckAsync(other, file)).Verdict);
        using (var key = await other.InScopeAsync(s => Task.FromResult(s.GetRequiredService<BadgeKeys>().Open())))
            Assert.Equal(ReportVerdict.Altered, ReportVerification.Check(file, BadgeKeys.PublicOf(key)).Verdict);
        foreach (var rubbish in new[] { "hello"u8.ToArray(), file[..(file.Length / 2)], Zip("report.json", "{}"), [] })
            Assert.Equal(ReportVerdict.NotAReport, (await CheckAsync(chain.District, rubbish)).Verdict);
        Assert.Equal(ReportVerdict.NotAReport, (await CheckAsync(chain.District, Zip("seal.json", "{\"hash\":1}"))).Verdict);
    }

    [Theory, OnBothDatabases]
    public async Task A_report_under_old_definitions_verifies_and_draws_in_its_own_words(TestDatabase database)
    {
        var (chain, row, _) = await SubmittedAsync(database);
        var old = ReportJson.Read<ReportDocument>(row.Document)! with
        {
            SpecVersion = "IndicatorSpec v0", Number = 7, Measures = [new("required", "旧应训"), new("long-gone", "早已取消的指标")],
            Definitions = [new("旧应训", "按老口径。")],
            Totals = [new("310105", "长宁区", null, null, null, null, new Dictionary<string, int> { ["required"] = 11, ["long-gone"] = 3 }, new Dictionary<string, string>())],
        };
        var bytes = ReportJson.Write(old);
        var file = await chain.District.InScopeAsync(async s =>
        {
            using var key = s.GetRequiredService<BadgeKeys>().Open();
            var seal = ReportSeal.Of(bytes, key);
            var stored = new ReportSubmission
            {
                PeriodId = row.PeriodId, Number = 7, Kind = SubmissionKind.Original, AsOf = row.AsOf, SpecVersion = old.SpecVersion, Document = bytes, Hash = seal.Hash, Signature = seal.Signature,
                PublicKey = Encoding.UTF8.GetString(ReportJson.Write(seal.Key)), Required = 11, Completed = 0, Certified = 0, ByName = "从前", Utc = row.Utc,
            };
            s.GetRequiredService<TenantDb>().Add(stored);
            await s.GetRequiredService<TenantDb>().SaveChangesAsync();
            return ReportFile.Of(stored);
        });
        var check = await CheckAsync(chain.District, file);
        Assert.Equal((ReportVerdict.Same, "IndicatorSpec v0"), (check.Verdict, check.Document!.SpecVersion));
        using var client = await chain.District.SignedInAsync(chain.Officer);
        var sheets = XlsxText(await client.GetByteArrayAsync("console/reports/2026-10/7/xlsx"));
        Assert.Contains("早已取消的指标", sheets, StringComparison.Ordinal);
        Assert.Contains("IndicatorSpec v0", sheets, StringComparison.Ordinal);
        var page = await client.PageAsync("console/reports/2026-10/7");
        Assert.Contains("旧应训", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_command_says_it_by_its_exit_code(TestDatabase database)
    {
        var (chain, row, file) = await SubmittedAsync(database);
        var command = chain.City.App.Services.GetServices<ICommand>().Single(c => c.Name == "reports verify");
        var (good, bad, key) = (Path.GetTempFileName(), Path.GetTempFileName(), Path.GetTempFileName());
        await File.WriteAllBytesAsync(good, file);
        await File.WriteAllBytesAsync(bad, ReportFile.Write([.. row.Document, (byte)' '], row.Hash, row.Signature, row.PublicKey, row.Utc));
        await File.WriteAllTextAsync(key, row.PublicKey);
        Assert.Equal(0, await command.RunAsync(chain.City.App.Services, [good]));
        Assert.Equal(0, await command.RunAsync(chain.City.App.Services, [good, "--key", key]));
        Assert.Equal(1, await command.RunAsync(chain.City.App.Services, [bad]));
        Assert.Equal(1, await command.RunAsync(chain.City.App.Services, [bad, "--key", key]));
        Assert.Equal(2, await command.RunAsync(chain.City.App.Services, [key]));
        Assert.Equal(2, await command.RunAsync(chain.City.App.Services, []));
        Assert.Equal(2, await command.RunAsync(chain.City.App.Services, [good, "--key", good]));
        foreach (var path in new[] { good, bad, key }) File.Delete(path);
    }

    /// <summary>Everything that is written in any cell.</summary>
    private static string XlsxText(byte[] xlsx)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx));
        var text = new StringBuilder();
        foreach (var entry in zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            text.Append(reader.ReadToEnd());
        }
        return text.ToString();
    }

    private static byte[] Zip(string name, string text)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var stream = zip.CreateEntry(name).Open()) stream.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
