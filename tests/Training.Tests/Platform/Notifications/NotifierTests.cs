using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Data;
using Training.Platform.Notifications;
using Training.Tests.Hosting;

namespace Training.Tests.Platform.Notifications;

public sealed class NotifierTests
{
    private static Task<TestTenant> NewAsync(TestDatabase database) =>
        TestTenant.CreateAsync(database, content: false, own: TestApp.For(database, nameof(NotifierTests)));

    [Theory, OnBothDatabases]
    public async Task A_second_notice_of_one_key_is_dropped(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var (one, other) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync());
        await tenant.TellAsync(Mailing.To(one), Mailing.To(other));
        await tenant.TellAsync(Mailing.To(one), Mailing.To(one, "k2"), Mailing.To(one, "k2"));
        Assert.Equal(["k2", "k1"], (await tenant.BoxAsync(one)).Select(n => n.Key));
        Assert.Single(await tenant.BoxAsync(other));
    }

    [Theory, OnBothDatabases]
    public async Task Two_writers_at_once_tell_it_once(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var readers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => tenant.AddPersonAsync()));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => tenant.TellAsync([.. readers.Select(r => Mailing.To(r))]))));
        foreach (var reader in readers) Assert.Single(await tenant.BoxAsync(reader));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_rolled_back_was_never_told(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        await tenant.SendByAsync(1);
        var reader = await tenant.AddReaderAsync("wang@example.cn");
        await Assert.ThrowsAsync<InvalidOperationException>(() => tenant.InScopeAsync(s => s.GetRequiredService<UnitOfWork>().RunAsync(async () =>
        {
            await s.GetRequiredService<INotifier>().NotifyAsync([Mailing.To(reader)], default);
            throw new InvalidOperationException("the change failed");
        }, default)));
        Assert.Empty(await tenant.BoxAsync(reader));
        Assert.Empty(await tenant.DeliveriesAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Mail_is_queued_only_for_whoever_has_confirmed_an_address(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        await tenant.SendByAsync(1);
        var confirmed = await tenant.AddReaderAsync("wang@example.cn");
        var (without, typed) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync());
        await tenant.GiveAddressAsync(typed, "li@example.cn", confirmed: false);
        await tenant.TellAsync(Mailing.To(confirmed), Mailing.To(without), Mailing.To(typed), Mailing.To(confirmed, "inside") with { ByEmail = false });
        Assert.Equal([confirmed.UserId], (await tenant.DeliveriesAsync()).Select(d => d.UserId));
        Assert.Single(await tenant.BoxAsync(without));
    }

    [Theory, OnBothDatabases]
    public async Task A_site_that_sends_no_mail_queues_none(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var reader = await tenant.AddReaderAsync("wang@example.cn");
        await tenant.TellAsync(Mailing.To(reader));
        Assert.Empty(await tenant.DeliveriesAsync());
        Assert.Single(await tenant.BoxAsync(reader));
    }

    [Theory, OnBothDatabases]
    public async Task Five_hundred_notices_cost_a_handful_of_queries(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var reader = await tenant.AddPersonAsync();
        await tenant.InScopeAsync(async s =>
        {
            var notices = Enumerable.Range(0, 500).Select(i => Mailing.To(reader, $"k{i}")).ToList();
            var queries = QueryCounter.Start();
            await s.GetRequiredService<INotifier>().NotifyAsync(notices, default);
            // One for the settings, one for each 200.
            Assert.True(queries() <= 4, $"{queries()} queries");
        });
        Assert.Equal(500, (await tenant.BoxAsync(reader)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task A_notice_opened_is_read_and_only_its_owner_opens_it(TestDatabase database)
    {
        await using var tenant = await NewAsync(database);
        var (one, other) = (await tenant.AddPersonAsync(), await tenant.AddPersonAsync());
        await tenant.TellAsync(Mailing.To(one), Mailing.To(one, "k2"));
        var reference = (await tenant.BoxAsync(one))[0].Ref;
        await tenant.InScopeAsync(async s =>
        {
            var box = s.GetRequiredService<NoticeBox>();
            Assert.Null(await box.OpenAsync(other.UserId, reference, default));
            Assert.Equal(2, await box.UnreadAsync(one.UserId, default));
            Assert.NotNull(await box.OpenAsync(one.UserId, reference, default));
            Assert.Equal(1, await box.UnreadAsync(one.UserId, default));
            Assert.Equal(1, await box.ReadAllAsync(one.UserId, default));
            Assert.Equal(0, await box.UnreadAsync(one.UserId, default));
        });
    }

    [Theory]
    [InlineData("wang@example.cn", true)]
    [InlineData("wang.xiao+a@mail.example.com", true)]
    [InlineData("wang", false)]
    [InlineData("wang@local", false)]
    [InlineData("王 <wang@example.cn>", false)]
    [InlineData("a@b.cn, c@d.cn", false)]
    [InlineData("a@b.cn\r\nBcc: c@d.cn", false)]
    [InlineData("@example.cn", false)]
    [InlineData("wang@example.cn.", false)]
    [InlineData("", false)]
    public void Only_a_plain_address_is_one(string typed, bool valid) => Assert.Equal(valid, MailAddress.TryParse(typed, out _));
}
