using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Security;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.People;

public sealed class MeTests
{
    private const string Password = "一句好记得住的话";

    private static async Task<(TestPerson Person, HttpClient Client)> WorkerAsync(TestTenant tenant)
    {
        var person = await tenant.AddPersonAsync();
        await tenant.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<User>>();
            await users.AddPasswordAsync((await users.FindByIdAsync(person.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture)))!, Password);
            await services.GetRequiredService<TenantDb>().Set<Person>().Where(p => p.Id == person.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.Phone, "13800000000"));
        });
        return (person, await tenant.SignedInAsync(person));
    }

    [Theory, OnBothDatabases]
    public async Task The_page_says_who_i_am_with_the_phone_masked(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var (person, client) = await WorkerAsync(tenant);
        var text = (await client.PageAsync("me")).QuerySelector("main")!.TextContent;
        Assert.Contains(person.Name, text);
        Assert.Contains("138****0000", text);
        Assert.DoesNotContain("13800000000", text);
        Assert.Contains("儿童主任", text);
        Assert.Contains("华阳路街道", text);
        Assert.Contains("2024年11月9日起", text);
    }

    [Theory, OnBothDatabases]
    public async Task My_data_are_a_file_with_my_rows_only(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        var (person, client) = await WorkerAsync(tenant);
        var other = await tenant.AddPersonAsync(TrainingRole.Teacher, street: tenant.XinhualuId);
        using var response = await client.GetAsync("me/data");
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        var json = await response.Content.ReadAsStringAsync();
        var data = JsonDocument.Parse(json).RootElement;
        Assert.Equal(person.StaffNo, data.GetProperty("person").GetProperty("staffNo").GetString());
        Assert.Equal("13800000000", data.GetProperty("person").GetProperty("phone").GetString());
        Assert.Equal("儿童主任", data.GetProperty("assignments").GetProperty("roles")[0].GetProperty("role").GetString());
        Assert.DoesNotContain(other.StaffNo, json);
        Assert.Equal(HttpStatusCode.Redirect, (await tenant.Visitor().GetAsync("me/data")).StatusCode);
    }

    [Fact]
    public async Task A_password_is_changed_by_who_knows_the_current_one()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        var (_, client) = await WorkerAsync(tenant);
        Assert.Contains("现在的密码不对", await RefusalAsync("错的密码一二三", "新的密码一二三四"));
        Assert.Contains("8 个以上", await RefusalAsync(Password, "短"));
        Assert.Contains("8 个以上", await RefusalAsync(Password, "aaaaaaaaaa"));
        Assert.Contains("一样", await RefusalAsync(Password, Password + ""));
        var done = await client.SubmitAsync(await client.PageAsync("me"), "form[data-form=password]", ("current", Password), ("next", "新的密码一二三四"));
        Assert.Equal(tenant.Tenant.BasePath + "/me?saved=password", done.Headers.Location?.OriginalString);
        Assert.Contains("密码改好了", (await client.PageAsync("me?saved=password")).QuerySelector("[role=status].notice")!.TextContent);

        async Task<string> RefusalAsync(string current, string next) =>
            (await (await client.SubmitAsync(await client.PageAsync("me"), "form[data-form=password]", ("current", current), ("next", next))).DocumentAsync())
                .QuerySelector("[role=alert]")!.TextContent;
    }

    [Fact]
    public async Task Text_size_is_remembered()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        var (_, client) = await WorkerAsync(tenant);
        await client.SubmitAsync(await client.PageAsync("me"), "form[data-form=text]", ("size", "xl"));
        Assert.Equal("xl", (await client.PageAsync("me")).DocumentElement.GetAttribute("data-text"));
        await client.SubmitAsync(await client.PageAsync("me"), "form[data-form=text]", ("size", "<b>"));
        Assert.Null((await client.PageAsync("me")).DocumentElement.GetAttribute("data-text"));
    }

    [Fact]
    public async Task A_page_without_permission_says_what_to_do()
    {
        await using var tenant = await TestTenant.CreateAsync(TestDatabase.Sqlite, content: false);
        var (_, client) = await WorkerAsync(tenant);
        using var response = await client.GetAsync("forbidden");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("请联系区管理员", await response.Content.ReadAsStringAsync());
    }
}
