using Training.Modules.Courseware.Markdown;

namespace Training.Tests.Modules.Courseware;

public sealed class MarkdownRulesTests
{
    [Theory]
    [InlineData("一句。\n\n<b>粗</b>\n", 3, "HTML")]
    [InlineData("一句。\n\n<!-- 备注 -->\n", 3, "HTML")]
    [InlineData("# 大题\n\n一句。\n", 1, "##")]
    [InlineData("一句。\n\n::: redline 不行\n一句\n", 3, "收尾")]
    [InlineData("一句。\n\n::: note 不行\n一句\n:::\n", 3, "没有“::: note”")]
    [InlineData("一句。\n\n::: key\n一句\n:::\n", 3, "标题")]
    [InlineData("::: facts 标题\n- 甲：一\n- 乙 二\n:::\n", 3, "名称：值")]
    [InlineData("::: facts 标题\n一句\n:::\n", 2, "列表")]
    [InlineData("一句 [看](/modules/R99)。\n", 1, "/modules/R99")]
    [InlineData("一句 [看](http://example.org)。\n", 1, "http://example.org")]
    [InlineData("一句 [看](../x.md)。\n", 1, "../x.md")]
    [InlineData("一句\n\n![图](https://example.org/a.png)\n", 3, "图片")]
    [InlineData("\n\n", 1, "空的")]
    public void A_fault_names_its_line_and_what_to_do(string markdown, int line, string words)
    {
        var problem = Assert.Single(Check(markdown));
        Assert.Equal(line, problem.Line);
        Assert.Contains(words, problem.Message);
    }

    [Fact]
    public void At_most_two_red_lines()
    {
        const string One = "::: redline 不行\n一句\n:::\n\n";
        Assert.Empty(Check(One + One));
        Assert.Equal(9, Assert.Single(Check(One + One + One)).Line);
    }

    [Fact]
    public void Length_counts_what_is_seen_without_tables_and_white_space()
    {
        Assert.Empty(Check("**" + new string('字', 450) + "** " + new string('字', 450) + "\n\n| 甲 |\n|-|\n| 乙 |\n"));
        Assert.Contains("901", Assert.Single(Check("## 题\n\n" + new string('字', 900) + "\n")).Message);
        Assert.Contains("901", Assert.Single(Check("::: key 题\n" + new string('字', 900) + "\n:::\n")).Message);
    }

    [Fact]
    public void Less_and_greater_are_not_html() => Assert.Empty(Check("年龄 < 14 且 > 8，a<b。\n"));

    private static IReadOnlyList<TextProblem> Check(string markdown) =>
        MarkdownRules.Check(markdown, MarkdownRules.LessonLength, url => url == "/modules/R03");
}
