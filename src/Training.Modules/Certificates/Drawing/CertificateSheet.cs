using System.Globalization;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Certificates.Drawing;

/// <summary>
/// Every word of a certificate as it is printed, in Chinese whatever the reader's language. It is a 培训合格证明, never a
/// licence to practise (domain/roles.md §4).
/// </summary>
public sealed record CertificateSheet
{
    public const string Title = "培训合格证明";
    public const string EnglishTitle = "Certificate of Training";
    public const string SealPlace = "用印处", SealHow = "（线下加盖）", ScanToVerify = "扫码核验真伪", SpecimenMark = "样张";

    public required string Number { get; init; }
    public required string Holder { get; init; }
    public required string Role { get; init; }
    public required string Hours { get; init; }
    public required string Scheme { get; init; }
    public required string Issuer { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DateOnly ValidThrough { get; init; }

    /// <summary>Name and sub-name of the site.</summary>
    public required string SiteName { get; init; }

    public required string SiteSubName { get; init; }

    /// <summary>Absolute address behind the QR code.</summary>
    public required string VerifyUrl { get; init; }

    /// <summary>True for a preview of something that was never issued; an issued certificate is never marked 样张.</summary>
    public bool IsSpecimen { get; init; }

    public static CertificateSheet Of(Certificate certificate, string siteName, string siteSubName, string verifyUrl) => new()
    {
        Number = certificate.Number,
        Holder = certificate.HolderName,
        Role = certificate.Role.Title(),
        Hours = certificate.Hours.HoursText(),
        Scheme = certificate.SchemeTitle,
        Issuer = certificate.Issuer,
        IssuedOn = certificate.IssuedOn,
        ValidFrom = certificate.ValidFrom,
        ValidThrough = certificate.ValidThrough,
        SiteName = siteName,
        SiteSubName = siteSubName,
        VerifyUrl = verifyUrl,
    };

    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    public string NumberLine => "编号 " + Number;

    /// <summary>The sentence; underlined pieces are the ones that differ from person to person.</summary>
    public IReadOnlyList<(string Text, bool Underlined)> Sentence =>
    [
        (Holder, true),
        ($"（{Role}）完成“困境儿童心理健康关爱服务”基层能力培训（{Scheme}），共 ", false),
        (Hours, true),
        (" 学时，考核合格，特此证明。", false),
    ];

    /// <summary>Names and values below the sentence.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts =>
    [
        ("发证机构", Issuer),
        ("发证日期", Day(IssuedOn)),
        ("有效期", $"{Day(ValidFrom)}至{Day(ValidThrough)}"),
    ];

    internal IEnumerable<string> SansTexts =>
        [NumberLine, SiteSubName, SealPlace, SealHow, ScanToVerify, .. Facts.SelectMany(f => new[] { f.Name, f.Value })];

    internal IEnumerable<string> BoldTexts => [SiteName];

    internal IEnumerable<string> SerifTexts => [Title, EnglishTitle, IsSpecimen ? SpecimenMark : "", .. Sentence.Select(s => s.Text)];
}
