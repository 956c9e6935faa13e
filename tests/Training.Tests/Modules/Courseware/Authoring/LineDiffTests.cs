using CsCheck;
using Training.Modules.Courseware.Authoring;

namespace Training.Tests.Modules.Courseware.Authoring;

public sealed class LineDiffTests
{
    private static readonly Gen<string[]> Text = Gen.OneOfConst("", "甲", "乙", "丙").Array[0, 12];

    private static string Draw(string left, string right) => string.Join(' ', LineDiff.Of(left.Split('|'), right.Split('|')).Select(r => r.Kind switch
    {
        DiffKind.Same => r.Left!,
        DiffKind.Changed => $"{r.Left}>{r.Right}",
        DiffKind.Removed => "-" + r.Left,
        _ => "+" + r.Right,
    }));

    [Theory]
    [InlineData("a|b|c", "a|b|c", "a b c")]
    [InlineData("a|b|c", "a|x|c", "a b>x c")]
    [InlineData("a|c", "a|b|c", "a +b c")]
    [InlineData("a|b|c", "a|c", "a -b c")]
    [InlineData("a|b|c|d", "b|c|x|d", "-a b c +x d")]
    [InlineData("a|b", "x|y|z", "a>x b>y +z")]
    public void Rows_show_what_changed(string left, string right, string rows) => Assert.Equal(rows, Draw(left, right));

    [Fact]
    public void Lines_are_numbered_from_one_on_their_own_side()
    {
        var rows = LineDiff.Of(["a", "c"], ["a", "b", "c"]);
        Assert.Equal([(1, 1), (null, 2), (2, 3)], rows.Select(r => (r.LeftLine, r.RightLine)));
    }

    [Fact]
    public void Both_texts_can_be_read_back_from_the_rows() => Gen.Select(Text, Text).Sample((left, right) =>
    {
        var rows = LineDiff.Of(left, right);
        Assert.Equal(left, rows.Where(r => r.LeftLine is not null).Select(r => r.Left!));
        Assert.Equal(right, rows.Where(r => r.RightLine is not null).Select(r => r.Right!));
        Assert.All(rows, r => Assert.Equal(r.Kind == DiffKind.Same, r.LeftLine is not null && r.RightLine is not null && r.Left == r.Right && r.Kind != DiffKind.Changed));
        Assert.Equal(Enumerable.Range(1, left.Length), rows.Select(r => r.LeftLine).OfType<int>());
    });

    [Fact]
    public void No_more_lines_differ_than_must() => Gen.Select(Text, Text).Sample((left, right) =>
        Assert.Equal(LongestCommon(left, right), LineDiff.Of(left, right).Count(r => r.Kind == DiffKind.Same)));

    [Fact]
    public void A_text_of_twenty_thousand_lines_is_shown_as_replaced_and_costs_no_table()
    {
        var left = Enumerable.Range(0, 20_000).Select(i => "甲" + i).ToArray();
        var right = Enumerable.Range(0, 20_000).Select(i => "乙" + i).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.All(LineDiff.Of(left, right), r => Assert.Equal(DiffKind.Changed, r.Kind));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void A_page_shows_two_lines_around_a_change_and_leaves_out_the_rest()
    {
        var left = Enumerable.Range(1, 20).Select(i => $"{i}").ToArray();
        var right = left.Select(l => l == "10" ? "x" : l).ToArray();
        var folded = new DiffView("", "", LineDiff.Of(left, right)).Folded();
        Assert.Equal([null, "8", "9", "10", "11", "12", null], folded.Select(r => r?.Left));
        Assert.Equal([null], new DiffView("", "", LineDiff.Of(left, left)).Folded());
    }

    /// <summary>The textbook recursion, as a second opinion.</summary>
    private static int LongestCommon(ReadOnlySpan<string> a, ReadOnlySpan<string> b)
    {
        var best = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
                best[i, j] = a[i - 1] == b[j - 1] ? best[i - 1, j - 1] + 1 : Math.Max(best[i - 1, j], best[i, j - 1]);
        return best[a.Length, b.Length];
    }
}
