using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Training.Platform.Search;

/// <summary>
/// Turns words into a query without any query language: each word is a phrase that must stand in the title (which counts
/// three times) or in the text. What somebody may not see is left out by a filter.
/// </summary>
internal static class SearchQuery
{
    private const float TitleWeight = 3;

    /// <summary>Null when no word has anything to look for.</summary>
    public static Query? Of(SearchWords words)
    {
        var all = new BooleanQuery();
        foreach (var word in words.Words)
        {
            var terms = Terms(word);
            if (terms.Count == 0) continue;
            all.Add(new BooleanQuery(disableCoord: true)
            {
                { Phrase(Fields.Title, terms, TitleWeight), Occur.SHOULD },
                { Phrase(Fields.Body, terms, 1), Occur.SHOULD },
            }, Occur.MUST);
        }
        return all.Clauses.Count == 0 ? null : all;
    }

    public static Filter? VisibleTo(bool signedIn) =>
        signedIn ? null : new QueryWrapperFilter(new TermQuery(new Term(Fields.Visibility, nameof(Visibility.Public))));

    private static Query Phrase(string field, List<(string Text, int Position)> terms, float weight)
    {
        if (terms.Count == 1) return new TermQuery(new Term(field, terms[0].Text)) { Boost = weight };
        var phrase = new PhraseQuery { Boost = weight };
        foreach (var (text, position) in terms) phrase.Add(new Term(field, text), position);
        return phrase;
    }

    private static List<(string, int)> Terms(string word)
    {
        var terms = new List<(string, int)>();
        using var stream = SearchAnalyzer.Query.GetTokenStream("", word);
        var text = stream.GetAttribute<ICharTermAttribute>();
        var step = stream.GetAttribute<IPositionIncrementAttribute>();
        stream.Reset();
        for (var position = -1; stream.IncrementToken();)
        {
            position += step.PositionIncrement;
            terms.Add((text.ToString(), position));
        }
        stream.End();
        return terms;
    }
}

/// <summary>Names of the fields of the index.</summary>
internal static class Fields
{
    public const string Version = "version", Title = "title", Body = "body", Kind = "kind", Url = "url", Visibility = "visibility";
}
