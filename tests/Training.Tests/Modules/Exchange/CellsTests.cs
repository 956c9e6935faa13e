using System.Text.RegularExpressions;
using CsCheck;
using Training.Modules.Exchange.Format;
using Training.Platform.Localization;
using Training.Tests.Architecture;

namespace Training.Tests.Modules.Exchange;

public sealed partial class CellsTests
{
    [Fact]
    public void Every_text_comes_back_as_it_was_and_none_looks_like_a_formula() =>
        Gen.OneOf(Gen.String, Gen.Select(Gen.OneOfConst("=", "+", "-", "@", "'", " =", "\t", "＝", "''"), Gen.String, (a, b) => a + b)).Sample(text =>
        {
            var cell = Cells.Protect(text);
            Assert.Equal(text, Cells.Unprotect(cell));
            if (cell.Length > 0) Assert.DoesNotContain(cell[0], "=+-@\t\r\n＝＋－＠");
        });

    [Fact]
    public void Every_message_of_the_module_can_be_read_in_english()
    {
        var folder = Path.Combine(RepositoryRoot.Path, "src", "Training.Modules", "Exchange");
        var english = new Text(typeof(Training.Modules.AllModules).Assembly, typeof(Text).Assembly).English;
        // Texts that are stored, not shown as interface.
        string[] stored = ["原系统的完成记录，随历史数据导入。", "不带", "带"];
        var missing = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Literal().Matches(File.ReadAllText(f)).Where(m => !m.Value.StartsWith('$')).Select(m => m.Groups[1].Value))
            .Where(t => !stored.Contains(t) && !english.ContainsKey(t)).Distinct().ToList();
        Assert.Empty(missing);
    }

    [GeneratedRegex("""\$?"([^"\n]*[\u4e00-\u9fff][^"\n]*)["]""")]
    private static partial Regex Literal();
}
