using Training.Modules.Courseware.Markdown;
using Training.Platform.Localization;

namespace Training.Tests.Modules.Courseware;

public sealed class MarkdownRendererTests
{
    private static readonly MarkdownRenderer Renderer = new(new Text());

    [Fact]
    public void Key_points_become_the_callout_of_the_design() => Golden("""
        ::: key 频次是下限，不是上限。
        - 情况有变化，当天就联系，不等下一次。
        - 联系不上，先核实孩子是否安全。
        :::
        """, """
        <div class="callout key" role="note"><p class="lab"><svg class="i" aria-hidden="true" focusable="false"><use href="#i-bulb"/></svg>要点</p><p class="head">频次是下限，不是上限。</p>
        <ul>
        <li>情况有变化，当天就联系，不等下一次。</li>
        <li>联系不上，先核实孩子是否安全。</li>
        </ul>
        </div>
        """);

    [Fact]
    public void A_red_line_becomes_the_callout_of_the_design() => Golden("""
        ::: redline 不得向孩子承诺“绝对保密”。
        涉及伤害自己的，必须当天报告。
        :::
        """, """
        <div class="callout redline" role="note"><p class="lab"><svg class="i" aria-hidden="true" focusable="false"><use href="#i-alert-octagon"/></svg>红线</p><p class="head">不得向孩子承诺“绝对保密”。</p><p>涉及伤害自己的，必须当天报告。</p>
        </div>
        """);

    [Fact]
    public void A_basis_ends_with_its_citation() => Golden("""
        ::: why 长民〔2024〕6号 第2项
        > 必要时协助开展早期干预或转介。
        :::
        """, """
        <div class="callout why" role="note"><p class="lab"><svg class="i" aria-hidden="true" focusable="false"><use href="#i-quote"/></svg>依据</p>
        <blockquote>
        <p>必要时协助开展早期干预或转介。</p>
        </blockquote>
        <cite>长民〔2024〕6号 第2项</cite></div>
        """);

    [Fact]
    public void Grouped_short_facts_stand_side_by_side_under_group_rows() => Golden("""
        ::: facts 最低频次
        - 一般情形·联系：每月 1 次
        - 一般情形·入户走访：每两个月 1 次
        - 已发现心理行为异常·联系：每两周 1 次
        :::
        """, """
        <p class="small muted">最低频次</p>
        <div class="facts" role="group" aria-label="最低频次">
        <div class="wide">一般情形</div>
        <div><span class="k">联系</span><span class="v">每月<small> 1 次</small></span></div>
        <div><span class="k">入户走访</span><span class="v">每两个月<small> 1 次</small></span></div>
        <div class="wide alert">已发现心理行为异常</div>
        <div><span class="k">联系</span><span class="v">每两周<small> 1 次</small></span></div>
        </div>
        """);

    [Fact]
    public void Long_facts_stand_in_one_column_and_keep_their_emphasis() => Golden("""
        ::: facts 保密的三个例外
        - 有危险：可能伤害自己，**或者**伤害别人
        - 法律要求：依法应当报告的
        :::
        """, """
        <div class="facts long" role="group" aria-label="保密的三个例外">
        <div class="wide">保密的三个例外</div>
        <div><span class="k">有危险</span><span class="v">可能伤害自己，<strong>或者</strong>伤害别人</span></div>
        <div><span class="k">法律要求</span><span class="v">依法应当报告的</span></div>
        </div>
        """);

    [Fact]
    public void Headings_get_ids_and_make_the_outline()
    {
        var text = Renderer.Render("## 一次**有用**的联系\n\n正文\n\n### 小题\n\n## 转介\n");
        Assert.Equal([("s1", "一次有用的联系"), ("s2", "转介")], text.Outline);
        Assert.Contains("<h2 id=\"s1\">一次<strong>有用</strong>的联系</h2>", text.Html);
    }

    [Fact]
    public void Icons_are_named_so_that_the_page_can_carry_them() =>
        Assert.Equal(["bulb", "quote"], Renderer.Render("::: why 甲\n乙\n:::\n\n::: key 丙\n丁\n:::\n").Icons);

    [Fact]
    public void Raw_html_appears_as_text()
    {
        var html = Renderer.ToHtml("<script>alert(1)</script>\n\n一 <b onclick=\"x()\">二</b> [三](javascript:alert(1)) ![四](https://example.org/x.png)");
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<b ", html);
        Assert.DoesNotContain("<img", html);
        Assert.DoesNotContain("href=\"javascript", html);
        Assert.Contains("&lt;script&gt;", html);
    }

    [Fact]
    public void Emphasis_works_beside_chinese_punctuation() =>
        Assert.Equal("<p><strong>“联系”</strong>不是<em>突然</em>的。</p>", Renderer.ToHtml("**“联系”**不是*突然*的。").Trim());

    [Fact]
    public void A_line_break_between_chinese_characters_leaves_no_gap() =>
        Assert.Equal("<p>第一行第二行</p>", Renderer.ToHtml("第一行\n第二行").Trim());

    [Fact]
    public void Links_of_the_site_get_the_path_of_the_tenant() =>
        Assert.Equal("<p><a href=\"/changning/modules/R05\">看</a></p>", Renderer.Render("[看](/modules/R05)", "/changning").Html.Trim());

    [Fact]
    public void A_table_scrolls_in_a_named_region() =>
        Assert.StartsWith("<div class=\"wide-table\" role=\"region\" tabindex=\"0\" aria-label=\"表格\">\n<table>", Renderer.ToHtml("| 甲 | 乙 |\n|-|-|\n| 一 | 二 |\n"));

    private static void Golden(string markdown, string html) =>
        Assert.Equal(html.ReplaceLineEndings("\n").Trim(), Renderer.ToHtml(markdown).Trim());
}
