using System.Globalization;
using System.Text;
using Training.Modules.Certificates.Templates;
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
    public required DateOnly CompletedOn { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DateOnly ValidThrough { get; init; }

    /// <summary>Name and sub-name of the site.</summary>
    public required string SiteName { get; init; }

    public required string SiteSubName { get; init; }

    /// <summary>Absolute address behind the QR code.</summary>
    public required string VerifyUrl { get; init; }

    /// <summary>When the certificate was recorded: the date of the file, so that the same certificate is the same file for ever.</summary>
    public DateTime RecordedUtc { get; init; }

    public CertificateTemplate Template { get; init; } = CertificateTemplate.Standard;

    /// <summary>PNG in place of the site's mark.</summary>
    public byte[]? Logo { get; init; }

    /// <summary>True for a preview of something that was never issued; an issued certificate is never marked 样张.</summary>
    public bool IsSpecimen { get; init; }

    /// <summary>Says which characters of the name no font has; set by the drawing.</summary>
    public string MissingNote { get; init; } = "";

    public static CertificateSheet Of(Certificate certificate, CertificateTemplate template, byte[]? logo, string siteName, string siteSubName, string verifyUrl) => new()
    {
        Number = certificate.Number,
        Holder = certificate.HolderName,
        Role = certificate.Role.Title(),
        Hours = certificate.Hours.HoursText(),
        // Titles are checked before they are stored; one from before that is not printed.
        Scheme = CertificateWording.Found(certificate.SchemeTitle) is null ? certificate.SchemeTitle : certificate.Role.Title() + "培训",
        Issuer = certificate.Issuer,
        CompletedOn = certificate.CompletedOn,
        IssuedOn = certificate.IssuedOn,
        ValidFrom = certificate.ValidFrom,
        ValidThrough = certificate.ValidThrough,
        // Rows from before the name of the site was kept have none.
        SiteName = certificate.SiteName.Length > 0 ? certificate.SiteName : siteName,
        SiteSubName = certificate.SiteName.Length > 0 ? certificate.SiteSubName : siteSubName,
        VerifyUrl = verifyUrl,
        RecordedUtc = certificate.RecordedUtc,
        Template = template,
        Logo = logo,
    };

    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    public string NumberLine => "编号 " + Number;

    /// <summary>The sentence; underlined pieces are the ones that differ from person to person. The platform's own where the template's may not be printed.</summary>
    public IReadOnlyList<(string Text, bool Underlined)> Sentence => StatementLiquid.Render((StatementFault is null ? Template : CertificateTemplate.Standard).Statement, this);

    /// <summary>
    /// Why the template's own words are not printed on this certificate, in Chinese for officers; null when they are. What a condition
    /// or a value brings about is known only now, so the rules of saving are kept here again.
    /// </summary>
    public string? WordingFault => StatementFault ?? IssuerFault;

    private string? StatementFault => ReferenceEquals(Template, CertificateTemplate.Standard) ? null
        : TextOf(Template.Statement, this) is var text && CertificateWording.Found(text) is { } found ? $"正文里会印出“{found}”"
        : text.Contains(Holder, StringComparison.Ordinal) ? null : "正文里没有印出姓名";

    private string? IssuerFault => !ReferenceEquals(Template, CertificateTemplate.Standard) && CertificateWording.Found(TextOf(Template.IssuerLine, this)) is { } found
        ? $"发证机构一行会印出“{found}”" : null;

    /// <summary>A source of a template as it reads on a certificate.</summary>
    public static string TextOf(string source, CertificateSheet sheet) => string.Concat(StatementLiquid.Render(source, sheet).Select(p => p.Text));

    /// <summary>Names and values below the sentence.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts =>
    [
        ("发证机构", TextOf((IssuerFault is null ? Template : CertificateTemplate.Standard).IssuerLine, this)),
        ("发证日期", Day(IssuedOn)),
        ("有效期", $"{Day(ValidFrom)}至{Day(ValidThrough)}"),
    ];

    /// <summary>Empty when every character can be drawn.</summary>
    public static string NoteOn(IReadOnlyList<Rune> missing) => missing.Count == 0 ? ""
        : $"{CertificateFonts.Geta}：字库缺字 {string.Join('、', missing.Take(6).Select(r => "U+" + r.Value.ToString("X4", CultureInfo.InvariantCulture)))}，姓名以发证机构登记的为准。";

    internal IEnumerable<(Lettering, string)> Texts =>
    [
        .. ((string[])[NumberLine, SiteSubName, SealPlace, SealHow, ScanToVerify, MissingNote, .. Facts.SelectMany(f => new[] { f.Name, f.Value })]).Select(t => (Lettering.Sans, t)),
        (Lettering.Bold, SiteName),
        .. ((string[])[Title, EnglishTitle, SpecimenMark, .. Sentence.Select(s => s.Text)]).Select(t => (Lettering.Serif, t)),
    ];
}
