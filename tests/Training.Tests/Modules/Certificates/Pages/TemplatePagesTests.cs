using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certificates.Drawing;
using Training.Tests.Modules.Certificates.Templates;

namespace Training.Tests.Modules.Certificates.Pages;

public sealed class TemplatePagesTests
{
    private const string Address = "console/certificates/templates/teacher";
    private const string Statement = "{{ 姓名 }}老师完成了{{ 方案 }}，共 {{ 学时 }} 学时，考核合格。";

    [Theory, OnBothDatabases]
    public async Task New_certificates_take_a_new_version_and_old_ones_stay_as_they_were(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        var (first, firstNumber) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var holder = await tenant.SignedInAsync(first);
        var before = await holder.GetByteArrayAsync($"certificates/{firstNumber}.pdf");

        var designer = await tenant.AddStaffAsync(StaffRole.DistrictStaff);
        using var client = await tenant.SignedInAsync(designer);
        using var saved = await PostAsync(client, "save", LogoReaderTests.Picture(400, 100, SKEncodedImageFormat.Png), ("accent", "Plum"), ("border", "Corners"), ("note", "教师节版"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var (second, secondNumber) = await CertificateAccessTests.CertifiedAsync(tenant);
        using var other = await tenant.SignedInAsync(second);
        var text = await CertificatePdfTests.TextOfAsync(await other.GetByteArrayAsync($"certificates/{secondNumber}.pdf"));
        Assert.Contains(second.Name + "老师完成了", text, StringComparison.Ordinal);
        Assert.Contains("培训合格证明", text, StringComparison.Ordinal);
        Assert.DoesNotContain("用印处", text, StringComparison.Ordinal);
        Assert.NotNull((await other.PageAsync($"certificates/{secondNumber}/print")).QuerySelector(".cert.plum.corners .brand img"));
        Assert.Equal(before, await holder.GetByteArrayAsync($"certificates/{firstNumber}.pdf"));

        var (template, trail) = await tenant.InScopeAsync(async s => (
            await s.GetRequiredService<TenantDb>().Set<CertificateTemplate>().SingleAsync(),
            await s.GetRequiredService<TenantDb>().Set<AuditEvent>().SingleAsync(e => e.Category == "CertificateTemplate")));
        Assert.Equal(("Teacher", 1, designer.UserId), (template.AppliesTo, template.Version, template.SavedByUserId!.Value));
        Assert.Equal((designer.UserId, "Saved"), (trail.UserId!.Value, trail.Name));
    }

    [Theory, OnBothDatabases]
    public async Task The_specimen_is_shown_as_picture_and_file_before_anything_is_saved(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        Assert.StartsWith("data:image/png;base64,", (await client.PageAsync(Address)).QuerySelector<IHtmlImageElement>(".tpl-preview img")!.GetAttribute("src")!, StringComparison.Ordinal);
        using var preview = await PostAsync(client, "preview", LogoReaderTests.Picture(400, 100, SKEncodedImageFormat.Jpeg));
        var page = await preview.DocumentAsync();
        Assert.Contains("老师完成了", page.QuerySelector(".tpl-preview img")!.GetAttribute("alt")!, StringComparison.Ordinal);
        // The picture goes on with the form.
        Assert.NotEmpty(page.QuerySelector<IHtmlInputElement>("input[name=logoData]")!.Value);
        using var pdf = await PostAsync(client, "pdf", null);
        var text = await CertificatePdfTests.TextOfAsync(await pdf.Content.ReadAsByteArrayAsync());
        Assert.Contains("样张", text, StringComparison.Ordinal);
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificateTemplate>().CountAsync()));
    }

    [Fact]
    public async Task A_refusal_keeps_what_was_typed_and_saves_nothing()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        using var refused = await PostAsync(client, "save", null, ("statement", "{{ 姓名 }}成为心理咨询师"));
        var page = await refused.DocumentAsync();
        Assert.Contains("不能写“心理咨询师”", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("{{ 姓名 }}成为心理咨询师", page.QuerySelector("textarea")!.TextContent);
        using var logo = await PostAsync(client, "save", "not a picture"u8.ToArray());
        Assert.Contains("PNG 或 JPEG", (await logo.DocumentAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificateTemplate>().CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_who_began_from_the_same_version_the_second_is_told(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var one = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        using var other = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.DistrictStaff));
        using (await PostAsync(one, "save", null)) { }
        using var second = await PostAsync(other, "save", null, ("basedOn", "0"), ("note", "我的改动"));
        var page = await second.DocumentAsync();
        Assert.Contains("刚保存了第 1 版", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("我的改动", page.QuerySelector<IHtmlInputElement>("#note")!.Value);
        using var now = await PostAsync(other, "save", null, ("basedOn", "1"));
        Assert.Equal(HttpStatusCode.Redirect, now.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_template_taken_out_of_use_gives_way_to_the_one_for_all(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database);
        using var client = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        using (await PostAsync(client, "save", null)) { }
        using (await client.SubmitAsync(await client.PageAsync(Address), "form[action$='withdraw']")) { }
        var (_, number) = await CertificateAccessTests.CertifiedAsync(tenant);
        Assert.Null(await tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Certificate>().Where(c => c.Number == number).Select(c => c.TemplateId).SingleAsync()));
    }

    [Fact]
    public async Task Line_staff_and_learners_may_not_design()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite);
        foreach (var person in new[] { await tenant.AddPersonAsync(), await tenant.AddStaffAsync(StaffRole.LineStaff, line: Line.Education) })
        {
            using var client = await tenant.SignedInAsync(person);
            foreach (var address in new[] { "console/certificates/templates", Address })
                Assert.NotEqual(HttpStatusCode.OK, (await client.GetAsync(address)).StatusCode);
        }
        using var admin = await tenant.SignedInAsync(await tenant.AddStaffAsync(StaffRole.SiteAdmin));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("console/certificates/templates/nobody")).StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string handler, byte[]? logo, params (string Name, string Value)[] fields)
    {
        var page = await client.PageAsync(Address);
        var values = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            ["basedOn"] = page.QuerySelector("input[name=basedOn]")!.GetAttribute("value")!,
            ["statement"] = Statement, ["issuerLine"] = "{{ 发证机构 }}", ["accent"] = "Pine", ["border"] = "Double", ["logoData"] = "", ["note"] = "",
        };
        foreach (var (name, value) in fields) values[name] = value;
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in values) form.Add(new StringContent(value), name);
        if (logo is not null)
        {
            var file = new ByteArrayContent(logo);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(file, "logo", "logo.png");
        }
        return await client.PostAsync($"{Address}?handler={handler}", form);
    }
}
