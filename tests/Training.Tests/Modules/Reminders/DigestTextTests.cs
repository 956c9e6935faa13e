using Training.Modules.People.Models;
using Training.Modules.Reminders.Models;
using Training.Platform.Notifications;

namespace Training.Tests.Modules.Reminders;

public sealed class DigestTextTests
{
    private static readonly DateOnly Today = new(2026, 11, 9);

    [Fact]
    public void A_digest_of_everything_at_once_keeps_to_its_length_and_names_each_list_the_most_pressing_first()
    {
        var listed = new List<EndingItem>();
        for (var i = 0; i < 200; i++)
            listed.Add(new(i, "欧阳试用", TrainingRole.FamilyEducationVolunteer, Today.AddDays(i % 2 == 0 ? -1 : 60), i % 2 == 0 ? Stages.Expired : 60, false, Today.AddYears(-1), i % 4 == 0));
        var digest = new Digest(1, [], listed)
        {
            ListedUpdates = [.. Enumerable.Range(0, 200).Select(i => new UpdateNews(i, "欧阳试用", TrainingRole.FamilyEducationVolunteer, "", [new("O02", Today.AddDays(i % 2 == 0 ? -1 : 30), i % 2 == 0 ? Stages.Expired : 30, "")], null))],
        };
        var notice = digest.ToNotice(Today, new ReminderSettings());
        Assert.True(notice.Title.Length <= Notice.MaxTitle);
        Assert.True(notice.Body.Length <= Notice.MaxBody, $"{notice.Body.Length} characters");
        Assert.Equal(["已过期：", "已过期，换证要求做完了，等审核发证：", "没有重学，证书已暂停：", "快到期：", "要重学，过了日子证书会暂停："], notice.Body.Split('\n').Where(l => l.EndsWith('：')));
        Assert.Equal("/console/rates/people?status=expired", notice.Url);
        // One person has a line for each role and module: lines are counted, not people.
        Assert.Equal(5, notice.Body.Split('\n').Count(l => l.StartsWith("另有 ", StringComparison.Ordinal) && l.EndsWith(" 条，见名单。", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_newcomer_is_told_that_the_last_day_counts()
    {
        var notice = new Digest(1, [new(1, "试用", TrainingRole.ChildDirector, new(2026, 11, 30), 21, true, null)], []).ToNotice(Today, new ReminderSettings());
        Assert.Equal("儿童主任：请最晚在 2026年11月30日当天取证", notice.Title);
        Assert.Contains("请最晚在 2026年11月30日当天学完", notice.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void One_module_of_two_roles_is_told_once()
    {
        UpdateItem item = new("O02", Today.AddDays(30), 30, new string('改', 200));
        var digest = new Digest(1, [], [])
        {
            OwnUpdates = [.. new[] { TrainingRole.NeighborMother, TrainingRole.ChildDirector }.Select(role => new UpdateNews(1, "试用", role, "", [item], null))],
        };
        var notice = digest.ToNotice(Today, new ReminderSettings());
        Assert.Equal("模块 O02 要重学，还有 30 天", notice.Title);
        Assert.DoesNotContain('\n', notice.Body);
        Assert.Contains("你的儿童主任、邻家妈妈证书照常有效", notice.Body, StringComparison.Ordinal);
        Assert.True(notice.Body.Length < 200);
        Assert.Equal("/home", notice.Url);
    }
}
