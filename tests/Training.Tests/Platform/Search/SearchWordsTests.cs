using CsCheck;
using Training.Platform.Search;

namespace Training.Tests.Platform.Search;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("家庭教育 热线", new[] { "家庭教育", "热线" })]
    [InlineData("  “邻家妈妈”，+(OR*)?~ ", new[] { "邻家妈妈", "OR" })]
    [InlineData("400-821-6787", new[] { "400-821-6787" })]
    [InlineData("热线 热线", new[] { "热线" })]
    [InlineData("title:secret AND -x", new[] { "title", "secret", "AND", "x" })]
    [InlineData(null, new string[0])]
    [InlineData("!!!", new string[0])]
    public void Words_are_runs_of_letters_and_digits(string? typed, string[] words) => Assert.Equal(words, SearchWords.Parse(typed).Words);

    [Fact]
    public void Any_input_is_cut_and_has_no_control_characters() => Gen.String.Sample(typed =>
    {
        var words = SearchWords.Parse(typed);
        return words.Text.Length <= SearchWords.MaxLength && !words.Text.Any(char.IsControl) && words.Words.All(w => w.Length > 0);
    });
}
