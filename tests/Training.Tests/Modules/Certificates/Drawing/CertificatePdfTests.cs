using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certificates.Drawing;
using Training.Modules.People.Models;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certificates.Drawing;

public sealed class CertificatePdfTests
{
    private static readonly CertificateFiles Files = TestApp.For(TestDatabase.Sqlite).Services.GetRequiredService<CertificateFiles>();

    private static readonly CertificateSheet Sheet = new()
    {
        Number = "310105-CD-2026-000123", Holder = "林小月", Role = "儿童主任", Hours = "5.5", Scheme = "示范方案", Issuer = "上海市长宁区民政局",
        CompletedOn = new(2026, 11, 8), IssuedOn = new(2026, 11, 9), ValidFrom = new(2026, 11, 9), ValidThrough = new(2027, 11, 8),
        SiteName = "儿童关爱学习", SiteSubName = "上海市长宁区", VerifyUrl = "https://example.cn/changning/verify/4xk2p9w8q7r6s5t4v3n2m1h0gz",
    };

    [Fact]
    public async Task Text_comes_out_of_the_file_as_it_was_written()
    {
        var text = (await TextOfAsync(Files.Pdf(Sheet))).Replace("\n", "", StringComparison.Ordinal);
        Assert.All(
            ["培训合格证明", "林小月（儿童主任）", "示范方案", "2026年11月9日至2027年11月8日", "310105-CD-2026-000123", "上海市长宁区民政局", "5.5 学时", "用印处", "扫码核验真伪"],
            expected => Assert.Contains(expected, text, StringComparison.Ordinal));
        // The Kangxi radicals ⼩⽉⽇⾄⽰ look the same and cannot be searched for.
        Assert.DoesNotContain(text, c => c is >= '\u2E80' and <= '\u2FDF');
    }

    [Fact]
    public async Task It_promises_no_licence_to_practise()
    {
        var text = await TextOfAsync(Files.Pdf(Sheet));
        Assert.DoesNotContain("资格", text, StringComparison.Ordinal);
        Assert.DoesNotContain("咨询师", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_specimen_says_so()
    {
        Assert.DoesNotContain("样张", await TextOfAsync(Files.Pdf(Sheet)), StringComparison.Ordinal);
        Assert.Contains("样张", await TextOfAsync(Files.Pdf(Sheet with { IsSpecimen = true })), StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_says_what_it_is_and_in_which_language()
    {
        var pdf = Files.Pdf(Sheet);
        Assert.InRange(pdf.Length, 20_000, 120_000);
        var raw = Encoding.Latin1.GetString(pdf);
        Assert.Contains("/Lang (zh-CN)", raw, StringComparison.Ordinal);
        var info = Run("pdfinfo", pdf);
        Assert.Contains("培训合格证明 310105-CD-2026-000123", info, StringComparison.Ordinal);
        Assert.Contains("上海市长宁区民政局", info, StringComparison.Ordinal);
        Assert.Contains("(A4)", info, StringComparison.Ordinal);
        Assert.Matches(@"Pages:\s+1\b", info);
    }

    [Fact]
    public void It_is_kept_for_ever_as_PDF_A()
    {
        var pdf = Files.Pdf(Sheet);
        var raw = Encoding.Latin1.GetString(pdf);
        Assert.Contains("<pdfaid:part>2</pdfaid:part>", raw, StringComparison.Ordinal);
        Assert.Contains("<pdfaid:conformance>B</pdfaid:conformance>", raw, StringComparison.Ordinal);
        Assert.Contains("/OutputIntents", raw, StringComparison.Ordinal);
        Assert.Contains("/GTS_PDFA1", raw, StringComparison.Ordinal);
        Assert.Matches("<dc:creator><rdf:Seq><rdf:li>.*</rdf:li></rdf:Seq></dc:creator>", raw);
        Assert.DoesNotContain("uuid:00000000", raw, StringComparison.Ordinal);
        Assert.NotEqual(NameOf(raw), NameOf(Encoding.Latin1.GetString(Files.Pdf(Sheet with { Holder = "别人" }))));
        Assert.Matches(@"Metadata Stream:\s+yes", Run("pdfinfo", pdf));
    }

    /// <summary>The name of the file, written twice: it was never changed since.</summary>
    private static string NameOf(string raw)
    {
        var id = Regex.Match(raw, @"/ID\s*\[<([0-9a-f]{32})> <\1>\]");
        Assert.True(id.Success);
        return id.Groups[1].Value;
    }

    [Fact]
    public void Every_font_is_embedded_and_cut_to_what_is_used() => AssertFonts(Files.Pdf(Sheet));

    [Fact]
    public void The_code_on_the_paper_leads_to_the_verification() => Assert.Equal(Sheet.VerifyUrl, CodeOf(Files.Pdf(Sheet)));

    [Fact]
    public async Task Rare_and_long_names_are_drawn()
    {
        var text = await TextOfAsync(Files.Pdf(Sheet with { Holder = "阿卜杜热合曼·买买提艾力", Role = "家庭教育指导志愿者" }));
        Assert.Contains("阿卜杜热合曼·买买提艾力", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_role_has_its_certificate() => Assert.All(
        await Task.WhenAll(RoleFacts.All.Select(async role => (Role: role.Title(), Text: await TextOfAsync(Files.Pdf(Sheet with { Role = role.Title() }))))),
        c => Assert.Contains($"林小月（{c.Role}）", c.Text.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal));

    [Fact]
    public async Task A_character_that_the_serif_font_lacks_is_taken_from_another()
    {
        // 𰻞 is in the sans fonts only; 𬱖 and 𠅤 are rare and in all.
        var text = await TextOfAsync(Files.Pdf(Sheet with { Holder = "王𰻞𬱖𠅤" }));
        Assert.Contains("王𰻞𬱖𠅤", text.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("〓", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_that_no_font_has_is_marked_and_named()
    {
        var text = (await TextOfAsync(Files.Pdf(Sheet with { Holder = "王\U0002A6D0\U00031350" }))).Replace("\n", "", StringComparison.Ordinal);
        Assert.Contains("〓", text, StringComparison.Ordinal);
        Assert.Contains("字库缺字", text, StringComparison.Ordinal);
        Assert.Contains("U+31350", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_fifty_characters_stays_on_the_paper()
    {
        var name = string.Concat(Enumerable.Repeat("阿卜杜热合曼·买买提", 5));
        var text = (await TextOfAsync(Files.Pdf(Sheet with { Holder = name, Role = "家庭教育指导志愿者" }))).Replace("\n", "", StringComparison.Ordinal);
        Assert.Contains(name, text, StringComparison.Ordinal);
        Assert.Contains("特此证明。", text, StringComparison.Ordinal);
        Assert.Contains("家庭教育指导志愿者", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_certificate_is_the_same_file() => Assert.Equal(Files.Pdf(Sheet), Files.Pdf(Sheet));

    [Fact]
    public void The_card_is_made_for_a_phone()
    {
        var png = Files.Card(Sheet, null);
        Assert.Equal((1080, 1720), (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.NotEqual(png, Files.Card(Sheet, "已撤销"));
    }

    [Fact]
    public void The_image_has_the_shape_of_the_paper()
    {
        var png = Files.Png(Sheet);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        Assert.Equal((1684, 1191), (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
    }

    [Fact]
    public void Several_can_be_drawn_at_once() => Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        Assert.InRange(Files.Pdf(Sheet with { Number = $"310105-CD-2026-{i:D6}" }).Length, 20_000, 120_000));

    /// <summary>What a phone would read from the first page on paper.</summary>
    internal static string CodeOf(byte[] pdf)
    {
        var folder = Directory.CreateTempSubdirectory("qr-").FullName;
        try
        {
            Run("pdftoppm", pdf, "-png", "-r", "200", "-singlefile", Path.Combine(folder, "page"));
            return Run("zbarimg", File.ReadAllBytes(Path.Combine(folder, "page.png")), "--quiet", "--raw").Trim();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Of each font a subset (six letters and +) lies in the file, with the way back to the text.</summary>
    internal static void AssertFonts(byte[] pdf)
    {
        // name, type, encoding, emb, sub, uni, object ID
        var fonts = Run("pdffonts", pdf).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches(@"^[A-Z]{6}\+\S+ .*CID TrueType.*\s+yes\s+yes\s+yes\s+\d+\s+\d+$", font.TrimEnd()));
    }

    internal static Task<string> TextOfAsync(byte[] pdf) => Task.Run(() => Run("pdftotext", pdf, "-"));

    private static string Run(string program, byte[] pdf, params string[] more)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
            foreach (var argument in (string[])[file, .. more]) start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
