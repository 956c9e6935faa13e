using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;

namespace Training.Platform.Search;

/// <summary>
/// Splits Chinese into overlapping pairs of characters, because no dictionary of words is at hand; other scripts into words.
/// The index also holds single characters, so that a query of one character finds something.
/// </summary>
internal sealed class SearchAnalyzer(bool singles) : Analyzer
{
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    public static readonly SearchAnalyzer Index = new(singles: true);
    public static readonly SearchAnalyzer Query = new(singles: false);

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var words = new StandardTokenizer(Version, reader);
        TokenStream stream = new CJKWidthFilter(words);
        stream = new LowerCaseFilter(Version, stream);
        stream = new CJKBigramFilter(stream, CJKScript.HAN | CJKScript.HIRAGANA | CJKScript.KATAKANA | CJKScript.HANGUL, singles);
        return new TokenStreamComponents(words, stream);
    }
}
