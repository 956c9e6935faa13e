using Training.Modules.Courseware.Services;
using Training.Platform.Contents;

namespace Training.Tests.Modules.Courseware;

public sealed class ForbiddenTermsTests
{
    private static readonly ForbiddenTerms Terms = ForbiddenTerms.Load(ContentFolder.Shipped, new ContentReport());
    private static readonly KnownNumbers Numbers = KnownNumbers.Load(ContentFolder.Shipped);

    [Theory]
    [InlineData("他想不开")]
    [InlineData("别作死")]
    [InlineData("这是问题儿童")]
    [InlineData("他有精神病，也有精神病性症状")]
    public void A_term_of_the_safety_list_is_found(string text) => Assert.Single(Terms.Find(text));

    [Theory]
    [InlineData("精神病性症状")]
    [InlineData("患有精神疾病的孩子")]
    [InlineData("自杀和自伤")]
    public void A_longer_word_that_is_right_is_left_alone(string text) => Assert.Empty(Terms.Find(text));

    [Fact]
    public void The_line_and_the_better_word_are_named()
    {
        var (line, message) = Assert.Single(Terms.Find("一\n二\n疯子"));
        Assert.Equal(3, line);
        Assert.Contains("可以写", message);
    }

    [Theory]
    [InlineData("拨打 13800001234")]
    [InlineData("请打 021-12345678")]
    [InlineData("打 12345")]
    [InlineData("打 12356")]
    [InlineData("400-123-4567")]
    [InlineData("先拨 122")]
    public void A_number_that_nobody_vouches_for_is_found(string text) => Assert.Single(Numbers.Find(text));

    [Theory]
    [InlineData("先拨 110 或 120；962525（24 小时）、400-821-6787、12355、12338")]
    [InlineData("lawCheckedOn: 2025-04-30，120 字，100 人，2024 年，第 122 条")]
    public void Known_numbers_and_other_figures_are_left_alone(string text) => Assert.Empty(Numbers.Find(text));
}
