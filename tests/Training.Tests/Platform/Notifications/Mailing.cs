using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Platform.Security;
using Training.Platform.Settings;
using Training.Tests.Hosting;

namespace Training.Tests.Platform.Notifications;

/// <summary>What tests of messages have in common.</summary>
internal static class Mailing
{
    public static Task SendByAsync(this TestTenant tenant, int port) => tenant.InScopeAsync(s => s.GetRequiredService<SettingsStore>().SetAsync(new MailSettings
    {
        Enabled = true, Host = "127.0.0.1", Port = port, Security = MailSecurity.None, SenderAddress = "lms@example.cn", SiteUrl = "https://lms.example.cn/changning",
    }, default));

    public static Task GiveAddressAsync(this TestTenant tenant, TestPerson person, string? address, bool confirmed = true) => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>()
        .Set<User>().Where(u => u.Id == person.UserId).ExecuteUpdateAsync(u => u.SetProperty(x => x.Email, address).SetProperty(x => x.EmailConfirmed, confirmed)));

    public static async Task<TestPerson> AddReaderAsync(this TestTenant tenant, string address)
    {
        var person = await tenant.AddPersonAsync();
        await tenant.GiveAddressAsync(person, address);
        return person;
    }

    public static Task TellAsync(this TestTenant tenant, params Notice[] notices) =>
        tenant.InScopeAsync(s => s.GetRequiredService<INotifier>().NotifyAsync(notices, default));

    public static Notice To(TestPerson person, string key = "k1") => new(person.UserId, key, "证书还有 30 天到期", "请在 12 月 9 日前完成复训。", "/home");

    public static Task<List<StoredNotice>> BoxAsync(this TestTenant tenant, TestPerson person) => tenant.InScopeAsync(async s =>
        (await s.GetRequiredService<NoticeBox>().ListAsync(person.UserId, 0, 1000, default)).ToList());

    public static Task<List<Delivery>> DeliveriesAsync(this TestTenant tenant) =>
        tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<Delivery>().AsNoTracking().OrderBy(d => d.Id).ToListAsync());
}
