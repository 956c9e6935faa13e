namespace Training.Platform.Contents;

/// <summary>Turns one kind of files below <c>content/</c> into content items. Each module reads its own.</summary>
public interface IContentSource
{
    /// <summary>Reads and checks; what is wrong goes into the report, and nothing broken is given back.</summary>
    IEnumerable<ShippedItem> Read(string contentFolder, ContentReport report);
}

public static class ContentSources
{
    /// <summary>Reads everything that is shipped. A key that two items share is a problem: one would silently become a version of the other.</summary>
    public static List<ShippedItem> ReadAll(this IEnumerable<IContentSource> sources, string contentFolder, ContentReport report)
    {
        var items = sources.SelectMany(s => s.Read(contentFolder, report)).ToList();
        foreach (var twice in items.GroupBy(i => i.Key).Where(g => g.Count() > 1))
            report.Add(".", 0, $"key“{twice.Key}”用了 {twice.Count()} 次：{string.Join("、", twice.Select(i => i.Title))}。");
        return items;
    }
}

/// <summary>What is wrong in a pack. <see cref="Line"/> counts from 1; 0 = the file as a whole.</summary>
public sealed record ContentProblem(string File, int Line, string Message)
{
    public override string ToString() => Line > 0 ? $"{File}({Line}): {Message}" : $"{File}: {Message}";
}

/// <summary>Collects the problems of one check.</summary>
public sealed class ContentReport
{
    private readonly List<ContentProblem> _problems = [];

    public IReadOnlyList<ContentProblem> Problems => _problems;

    public void Add(string file, int line, string message) => _problems.Add(new(file, line, message));
}
