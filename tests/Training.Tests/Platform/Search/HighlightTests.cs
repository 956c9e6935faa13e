using System.Text.Encodings.Web;
using System.Text.Unicode;
using CsCheck;
using Training.Platform.Search;

namespace Training.Tests.Platform.Search;

public sealed class HighlightTests
{
    private static readonly Highlight Highlight = new(HtmlEncoder.Create(UnicodeRanges.All));

    [Fact]
    public void Whole_words_are_marked_and_parts_of_them_are_not() =>
        Assert.Equal("心理<mark>热线</mark>和热水，还有线路", Highlight.Mark("心理热线和热水，还有线路", ["热线"]));

    [Fact]
    public void Text_is_encoded_also_inside_a_mark() =>
        Assert.Equal("&lt;b&gt;<mark>a&lt;</mark>&amp;", Highlight.Mark("<b>a<&", ["a<"]));

    [Fact]
    public void Case_and_width_do_not_matter() => Assert.Equal("<mark>ＡＢ</mark>c", Highlight.Mark("ＡＢc", ["ab"]));

    [Fact]
    public void Overlapping_words_make_one_mark() => Assert.Equal("<mark>家庭教育</mark>", Highlight.Mark("家庭教育", ["家庭教", "庭教育"]));

    [Fact]
    public void An_excerpt_stands_around_the_first_word()
    {
        var excerpt = Highlight.Excerpt(new string('前', 300) + "热线" + new string('后', 300), ["热线"]);
        Assert.StartsWith("……", excerpt);
        Assert.EndsWith("……", excerpt);
        Assert.Contains("<mark>热线</mark>", excerpt);
    }

    [Fact]
    public void No_text_and_no_words_can_break_out() => Gen.Select(Gen.String, Gen.String.Array[0, 4]).Sample((text, words) =>
        !Highlight.Excerpt(text, words).Replace("<mark>", "").Replace("</mark>", "").Contains('<'));
}
