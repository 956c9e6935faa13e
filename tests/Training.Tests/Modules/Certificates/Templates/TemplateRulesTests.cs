using SkiaSharp;
using Training.Modules.Certificates.Drawing;
using Training.Modules.Certificates.Templates;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;

namespace Training.Tests.Modules.Certificates.Templates;

public sealed class TemplateRulesTests
{
    [Fact]
    public void The_standard_template_keeps_the_rules_and_reads_as_before()
    {
        Assert.Empty(TemplateRules.Problems(CertificateTemplate.Standard));
        var sheet = Specimen.Sheet(CertificateTemplate.Standard, null, TrainingRole.ChildDirector);
        Assert.Equal("林小月（儿童主任）完成“困境儿童心理健康关爱服务”基层能力培训（示范方案），共 27.5 学时，考核合格，特此证明。", string.Concat(sheet.Sentence.Select(p => p.Text)));
        Assert.Equal(["林小月", "27.5"], sheet.Sentence.Where(p => p.Underlined).Select(p => p.Text));
    }

    [Theory]
    [InlineData("{{ 姓名 }}具备心理咨询师能力")]
    [InlineData("{{ 姓名 }}取得 心 理 咨 询 师 证")]
    [InlineData("{{ 姓名 }}取得心理·咨询·师证")]
    [InlineData("{{ 姓名 }}取得心理諮詢師證")]
    [InlineData("{{ 姓名 }}取得心理{{ 编号 }}{% if 学时 == '3' %}咨询师{% endif %}")]
    [InlineData("{{ 姓名 }}心理{% if 角色 == '教师' %}咨{% endif %}{% if 角色 == '教师' %}询师{% endif %}")]
    [InlineData("{{ 姓名 | append: '心理咨询' | append: '师' }}")]
    [InlineData("{{ 姓名 }}取得职业资格")]
    [InlineData("{{ 姓名 }}取得从业资格")]
    [InlineData("{{ 姓名 }}取得上岗证")]
    [InlineData("{{ 姓名 }}取得執業證")]
    [InlineData("{{ 姓名 }}{% if 发证日期 != '2026年6月20日' %}{{ '心理' | append: '咨询师' }}{% endif %}")]
    [InlineData("{{ 姓名 }}{% if 发证日期 != '2026年6月20日' %}{{ '咨询师' | prepend: '心理' }}{% endif %}")]
    [InlineData("{{ 姓名 }}心理{% if 发证日期 == '2026年6月20日' %}健康{% else %}咨{% if 学时 == '1' %}好{% endif %}询师{% endif %}")]
    [InlineData("{{ 姓名 }}取得职业{% case 编号 %}{% when '000000-TE-2026-000000' %}能力{% else %}资格{% endcase %}")]
    public void Words_of_a_licence_are_refused_with_the_reason(string statement) =>
        Assert.Contains("培训合格证明", Assert.Single(TemplateRules.Problems(With(statement))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{{ 姓名 }}{% for i in (1..1000000000) %}好{% endfor %}", "for")]
    [InlineData("{% assign x = 姓名 %}{{ x }}", "assign")]
    [InlineData("{% capture x %}{{ 姓名 }}{% endcapture %}", "capture")]
    [InlineData("{% include 'Layout' %}{{ 姓名 }}", "include")]
    [InlineData("{% render 'Layout' %}{{ 姓名 }}", "render")]
    [InlineData("{{ 姓名 | replace: '小', '大大大大大大大大' }}", "replace")]
    [InlineData("{{ 姓名.length }}", "length")]
    [InlineData("{{ settings }}{{ 姓名 }}", "settings")]
    [InlineData("{% tablerow i in (1..9) %}{{ 姓名 }}{% endtablerow %}", "tablerow")]
    [InlineData("{% liquid assign x = 1 %}{{ 姓名 }}", "liquid")]
    public void What_repeats_stores_or_reaches_out_is_refused(string statement, string what)
    {
        var problem = Assert.Single(TemplateRules.Problems(With(statement))).Message;
        Assert.Contains("不能用", problem, StringComparison.Ordinal);
        Assert.Contains(what, problem, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("{{ 名字 }}完成培训", "没有“名字”这个变量")]
    [InlineData("{{ 姓名 完成培训", "成对")]
    [InlineData("{% if 角色 == '教师' %}{{ 姓名 }}", "成对")]
    [InlineData("某人完成培训", "{{ 姓名 }}")]
    [InlineData("", "不能空")]
    public void A_mistake_is_named(string statement, string part) =>
        Assert.Contains(part, Assert.Single(TemplateRules.Problems(With(statement))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{{ 姓名 }}，\n{{ 名字 }}完成培训", "第 2 行：没有“名字”这个变量")]
    [InlineData("{{ 姓名 }}\n{% if 角色 == '教师' %}\n好", "第 2 行：写法不完整")]
    [InlineData("{{ 姓名 }}\n\n{{ 角色 完成培训", "第 3 行：写法不完整")]
    [InlineData("{{ 姓名\n{{ 角色 }}完成培训", "第 1 行：写法不完整")]
    [InlineData("{{ 姓名 }}\n角色 }}完成培训{% endif %}", "第 2 行：写法不完整")]
    [InlineData("{{ 姓名 }}\n好\n{% for i in (1..9) %}好{% endfor %}", "第 3 行：证书里不能用“for”")]
    [InlineData("{{ 姓名 }}\n{{ 姓名 | replace: '小', '大' }}", "第 2 行：证书里不能用“| replace”")]
    public void A_mistake_is_named_with_its_line(string statement, string begins) =>
        Assert.StartsWith(begins, Assert.Single(TemplateRules.Problems(With(statement))).Message, StringComparison.Ordinal);

    [Fact]
    public void What_would_not_fit_is_refused()
    {
        Assert.Contains("印不下", Assert.Single(TemplateRules.Problems(With("{{ 姓名 }}" + new string('长', 300)))).Message, StringComparison.Ordinal);
        Assert.Contains("最多 400 个字", Assert.Single(TemplateRules.Problems(With("{{ 姓名 }}" + new string('长', 500)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_on_the_role_work()
    {
        var template = With("{{ 姓名 }}完成{% if 角色 == '教师' %}教师版{% else %}通用版{% endif %}培训。{% case 角色 %}{% when '班主任' %}含家校共育。{% endcase %}");
        Assert.Empty(TemplateRules.Problems(template));
        Assert.Contains("教师版", TextOf(template, TrainingRole.Teacher), StringComparison.Ordinal);
        Assert.Contains("通用版培训。含家校共育。", TextOf(template, TrainingRole.HomeroomTeacher), StringComparison.Ordinal);
    }

    [Fact]
    public void Pieces_that_cannot_meet_are_no_words_of_a_licence() =>
        Assert.Empty(TemplateRules.Problems(With("{{ 姓名 }}完成心理健康培训{% if 角色 == '教师' %}，可以为学生提供咨询{% endif %}，师生共同学习，资格不变。")));

    [Fact]
    public void Conditions_on_what_is_underlined_hold_and_the_line_below_stays()
    {
        var template = With("{{ 姓名 }}共 {{ 学时 }} 学时{% if 学时 == '27.5' %}，全程{% endif %}{% unless 姓名 == '林小月' %}，他人{% endunless %}{% if 姓名 contains '小月' %}，本人{% endif %}。");
        Assert.Empty(TemplateRules.Problems(template));
        var sheet = Specimen.Sheet(template, null, TrainingRole.Teacher);
        Assert.Equal("林小月共 27.5 学时，全程，本人。", string.Concat(sheet.Sentence.Select(p => p.Text)));
        Assert.Equal(["林小月", "27.5"], sheet.Sentence.Where(p => p.Underlined).Select(p => p.Text));
    }

    [Fact]
    public void What_only_a_real_certificate_brings_about_is_not_printed()
    {
        // Nothing is wrong with the source, nor with the specimen: the title of the scheme makes the word.
        var template = With("{{ 姓名 }}完成{{ 方案 }}师资培训，考核合格。");
        Assert.Empty(TemplateRules.Problems(template));
        var sheet = Specimen.Sheet(template, null, TrainingRole.Teacher) with { Scheme = "心理咨询" };
        Assert.Contains("心理咨询师", sheet.WordingFault, StringComparison.Ordinal);
        Assert.Equal("林小月（教师）完成“困境儿童心理健康关爱服务”基层能力培训（心理咨询），共 27.5 学时，考核合格，特此证明。", string.Concat(sheet.Sentence.Select(p => p.Text)));
        var nameless = Specimen.Sheet(With("{% if 编号 contains '000000' %}{{ 姓名 }}{% endif %}完成培训。"), null, TrainingRole.Teacher) with { Number = "310105-TE-2026-123456" };
        Assert.Contains("没有印出姓名", nameless.WordingFault, StringComparison.Ordinal);
        Assert.Contains("林小月", string.Concat(nameless.Sentence.Select(p => p.Text)), StringComparison.Ordinal);
        Assert.Null(Specimen.Sheet(template, null, TrainingRole.Teacher).WordingFault);
    }

    [Fact]
    public void A_name_cannot_write_liquid()
    {
        var sheet = Specimen.Sheet(CertificateTemplate.Standard, null, TrainingRole.Teacher) with { Holder = "{{ 编号 }}{% for %}<b>\uE000" };
        Assert.StartsWith("{{ 编号 }}{% for %}<b>（教师）", string.Concat(sheet.Sentence.Select(p => p.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_accent_is_seven_to_one_on_white() => Assert.All(Enum.GetValues<CertificateAccent>(), accent =>
    {
        var colors = AccentColors.Of(accent);
        Assert.True(Contrast(colors.Line) >= 7 && Contrast(colors.Title) >= 7, $"{accent}: {Contrast(colors.Line):0.0}, {Contrast(colors.Title):0.0}");
    });

    private static string TextOf(CertificateTemplate template, TrainingRole role) => string.Concat(Specimen.Sheet(template, null, role).Sentence.Select(p => p.Text));

    internal static CertificateTemplate With(string statement) => new()
    {
        AppliesTo = CertificateTemplate.AllRoles, Version = 1, Statement = statement, IssuerLine = "{{ 发证机构 }}", HasSealPlace = true,
        Accent = CertificateAccent.Pine, Border = CertificateBorder.Double, SavedUtc = DateTime.UnixEpoch,
    };

    /// <summary>WCAG 2.2 relative luminance against white.</summary>
    private static double Contrast(SKColor c)
    {
        return 1.05 / (0.2126 * Linear(c.Red) + 0.7152 * Linear(c.Green) + 0.0722 * Linear(c.Blue) + 0.05);

        static double Linear(byte value) => value / 255.0 is var v && v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }
}
