using Training.Modules.Certificates.Drawing;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Certificates.Templates;

/// <summary>What a template must keep to before it is saved; the same rules before a specimen is drawn.</summary>
public static class TemplateRules
{
    /// <summary>Characters of the rendered sentence and issuer; more does not fit above the seal place.</summary>
    public const int RenderedMax = 260, IssuerRenderedMax = 90;

    /// <returns>Name of the field and what is wrong with it, in Chinese; empty when it may be saved.</returns>
    public static IReadOnlyList<(string Field, string Message)> Problems(CertificateTemplate template)
    {
        var problems = new List<(string, string)>();
        Check("statement", template.Statement, CertificateTemplate.StatementMax, RenderedMax);
        Check("issuer", template.IssuerLine, CertificateTemplate.IssuerLineMax, IssuerRenderedMax);
        if (template.Note.Length > CertificateTemplate.NoteMax) problems.Add(("note", $"修改说明最多 {CertificateTemplate.NoteMax} 个字，请写短一些。"));
        else if (CertificateWording.Problem(template.Note) is { } wording) problems.Add(("note", wording));
        if (problems.Count == 0 && RoleFacts.All.Any(r => Specimen.Sheet(template, null, r) is var sheet && !CertificateSheet.TextOf(template.Statement, sheet).Contains(sheet.Holder, StringComparison.Ordinal))) problems.Add(("statement", "正文里要有 {{ 姓名 }}，否则看不出证书是谁的。"));
        return problems;

        void Check(string field, string source, int max, int renderedMax)
        {
            var problem = string.IsNullOrWhiteSpace(source) ? "这里不能空着。"
                : source.Length > max ? $"最多 {max} 个字，现在 {source.Length} 个，请写短一些。"
                : CertificateWording.Problem(StatementLiquid.TextOnly(source)) ?? CertificateWording.Problem(source) ?? StatementLiquid.Problem(source)
                // Which conditions hold is known only when a certificate is printed; prepend turns the order round.
                ?? CertificateWording.Problem(StatementLiquid.Pieces(source)) ?? CertificateWording.Problem([.. StatementLiquid.Pieces(source).Reverse()]);
            if (problem is null)
                foreach (var role in RoleFacts.All)
                {
                    var text = CertificateSheet.TextOf(source, Specimen.Sheet(template, null, role));
                    problem ??= CertificateWording.Problem(text) ?? (text.Length > renderedMax ? $"填上姓名等以后有 {text.Length} 个字，印不下，请减到 {renderedMax} 个字以内。" : null);
                }
            if (problem is not null) problems.Add((field, problem));
        }
    }
}
