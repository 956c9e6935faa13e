using System.Globalization;
using Training.Modules.Assessment.Models;

namespace Training.Modules.Assessment.Exams.Models;

/// <summary>
/// A paper as an attempt keeps it: versions of the banks, and the questions by bank and key in their order. Kept beside the
/// seed, so that neither a newer bank nor a better draw ever changes a paper that somebody was given.
/// </summary>
/// <param name="Banks">Content versions of the question banks.</param>
/// <param name="Items">Place of the bank in <paramref name="Banks"/>, and key of the question.</param>
public sealed record StoredPaper(IReadOnlyList<string> Banks, IReadOnlyList<(int Bank, string Key)> Items)
{
    /// <param name="versions">Content version of each module's bank.</param>
    public static StoredPaper Of(IReadOnlyList<PaperItem> paper, IReadOnlyDictionary<string, string> versions)
    {
        var codes = paper.Select(p => p.ModuleCode).Distinct().ToList();
        return new([.. codes.Select(c => versions[c])], [.. paper.Select(p => (codes.IndexOf(p.ModuleCode), p.Question.Key))]);
    }

    public IEnumerable<string> Keys => Items.Select(i => i.Key);

    /// <summary>Versions and questions, parted by spaces: "01h…a 01h…b|0:o02-q01 1:r03-q04". Neither holds a space, bar or colon.</summary>
    public override string ToString() => string.Join(' ', Banks) + "|" + string.Join(' ', Items.Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Bank}:{i.Key}")));

    public static StoredPaper Parse(string text)
    {
        var parts = text.Split('|');
        return new(parts[0].Split(' '), [.. parts[1].Split(' ').Select(i => i.Split(':')).Select(i => (int.Parse(i[0], CultureInfo.InvariantCulture), i[1]))]);
    }

    /// <param name="banks">In the order of <see cref="Banks"/>.</param>
    public IEnumerable<PaperItem> Resolve(IReadOnlyList<KnowledgeCheckPart> banks) =>
        Items.Select(i => new PaperItem(banks[i.Bank].ModuleCode, banks[i.Bank].Questions.First(q => q.Key == i.Key)));
}
