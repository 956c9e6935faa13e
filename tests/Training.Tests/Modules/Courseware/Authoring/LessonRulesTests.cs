using System.Diagnostics;
using Training.Modules.Courseware.Authoring;
using Training.Modules.Courseware.Markdown;
using Training.Platform.Localization;

namespace Training.Tests.Modules.Courseware.Authoring;

public sealed class LessonRulesTests
{
    private static readonly LessonText Good = LessonText.Of("先听完", "10", "你上次听完一个孩子说话是什么时候？", "## 听\n\n先听完，再说话。\n");

    private static IReadOnlyList<LessonProblem> Check(LessonText text, LessonText? published = null) =>
        LessonRules.Check(text, published, url => url == "/resources", Words);

    private static IEnumerable<(int Line, string Message)> Words(string text) =>
        text.Split('\n').Select((l, i) => (l, i)).Where(x => x.l.Contains("坏词", StringComparison.Ordinal)).Select(x => (x.i + 1, "不用“坏词”。可以写：好词。"));

    [Fact]
    public void A_good_lesson_has_no_problem() => Assert.Empty(Check(Good));

    [Theory]
    [InlineData("", "10", "想一想这个问题", "标题")]
    [InlineData("题", "4", "想一想这个问题", "5–15")]
    [InlineData("题", "16", "想一想这个问题", "5–15")]
    [InlineData("题", "1e1", "想一想这个问题", "5–15")]
    [InlineData("题", "-9", "想一想这个问题", "5–15")]
    [InlineData("题", "10", "想", "想一想")]
    public void Fields_out_of_bounds_are_refused(string title, string minutes, string think, string named)
    {
        var problem = Assert.Single(Check(Good with { Title = title, Minutes = minutes, Think = think }));
        Assert.Equal(ProblemKind.Refused, problem.Kind);
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_may_have_80_characters_and_no_more()
    {
        Assert.Empty(Check(Good with { Title = new string('题', 80) }));
        Assert.Equal(ProblemKind.Refused, Assert.Single(Check(Good with { Title = new string('题', 81) })).Kind);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\u202e")]
    [InlineData("\u200b")]
    [InlineData("\ud800")]
    [InlineData("\u001b[31m")]
    public void Hidden_characters_are_refused_with_their_line(string hidden)
    {
        Assert.Equal((ProblemKind.Refused, 3), Place(Assert.Single(Check(Good with { Markdown = $"## 听\n\n先{hidden}听完\n" }))));
        Assert.Equal(ProblemKind.Refused, Assert.Single(Check(Good with { Title = "题" + hidden })).Kind);
    }

    [Fact]
    public void Emoji_rare_characters_and_tabs_are_text() => Assert.Empty(Check(Good with { Markdown = "先听完👨‍👩‍👧，再说话𠀀。\n\n- 一\n\t- 二\n" }));

    [Theory]
    [InlineData("正文\n\n::: key 一句话\n没有收尾\n", 3)]
    [InlineData("正文\n<script>alert(1)</script>\n", 2)]
    [InlineData("正文\n\n正文 <b>粗</b>\n", 3)]
    [InlineData("正文\n\n# 大标题\n", 3)]
    [InlineData("正文\n\n::: danger 一句话\n别的块\n:::\n", 3)]
    [InlineData("正文 [链接](/nowhere)\n", 1)]
    [InlineData("正文\n[链接](javascript:alert(1))\n", 2)]
    [InlineData("正文\n这里有坏词\n", 2)]
    public void Faults_of_the_text_are_kept_but_not_published_and_name_their_line(string markdown, int line) =>
        Assert.Contains((ProblemKind.BlocksPublishing, line), Check(Good with { Markdown = markdown }).Select(Place));

    [Fact]
    public void A_word_that_learners_read_already_gives_a_hint_only()
    {
        var published = Good with { Markdown = "不要说“坏词”。\n" };
        Assert.Equal((ProblemKind.Hint, 3), Place(Assert.Single(Check(Good with { Markdown = "新的一段。\n\n不要说“坏词”。\n" }, published))));
        Assert.Equal((ProblemKind.BlocksPublishing, 1), Place(Assert.Single(Check(Good with { Markdown = "又一个坏词。\n" }, published))));
    }

    [Fact]
    public void A_forbidden_word_in_the_title_blocks_publishing() =>
        Assert.Equal(ProblemKind.BlocksPublishing, Assert.Single(Check(Good with { Title = "坏词" })).Kind);

    [Fact]
    public void More_than_900_characters_give_a_hint()
    {
        Assert.Empty(Check(Good with { Markdown = new string('字', 900) + "\n" }));
        Assert.Equal(ProblemKind.Hint, Assert.Single(Check(Good with { Markdown = new string('字', 901) + "\n" })).Kind);
    }

    [Fact]
    public void Line_ends_of_the_browser_make_no_difference() => Assert.Equal(Good, LessonText.Of("先听完 ", "10", Good.Think, "## 听\r\n\r\n先听完，再说话。\r\n\r\n"));

    public static TheoryData<string> Hostile() => new(
        new string('>', 20_000), new string('[', 20_000), new string('*', 20_000), new string('`', 20_000), new string('(', 20_000),
        string.Concat(Enumerable.Repeat("::: key a\n", 2_000)), string.Concat(Enumerable.Repeat("> - ", 5_000)), string.Concat(Enumerable.Repeat("[a](", 5_000)),
        string.Concat(Enumerable.Repeat("**a _b ", 2_800)), string.Concat(Enumerable.Repeat("|a", 9_000)) + "\n" + string.Concat(Enumerable.Repeat("|-", 900)),
        string.Concat(Enumerable.Repeat("<a ", 6_600)), new string(' ', 19_999) + "<", string.Concat(Enumerable.Repeat("\n- ", 6_600)), string.Concat(Enumerable.Repeat("![", 10_000)));

    [Theory, MemberData(nameof(Hostile))]
    public void Hostile_texts_are_answered_soon_and_never_by_a_fault(string markdown)
    {
        var preview = new LessonPreview(new MarkdownRenderer(new Text()), System.Text.Encodings.Web.HtmlEncoder.Default, new Text());
        var text = Good with { Markdown = markdown };
        var watch = Stopwatch.StartNew();
        Check(text);
        var html = preview.LessonHtml(text);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public void A_preview_holds_no_script_and_no_way_out_of_the_page()
    {
        var preview = new LessonPreview(new MarkdownRenderer(new Text()), System.Text.Encodings.Web.HtmlEncoder.Default, new Text());
        var html = preview.LessonHtml(new("<img src=x onerror=alert(1)>", "10", "\"><script>", "<script>alert(1)</script>\n\n[去](/resources) [x](javascript:alert(1))\n"));
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/", html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("陈某（精神科医师）", true)]
    [InlineData("Li Wei, 心理师", false)]
    [InlineData("陈", false)]
    [InlineData("", false)]
    [InlineData("陈某13800000000", false)]
    public void A_reviewer_is_a_name(string name, bool isName) => Assert.Equal(isName, ReviewRule.IsName(name));

    private static (ProblemKind Kind, int Line) Place(LessonProblem problem) => (problem.Kind, problem.Line);
}
