namespace Training.Platform.Contents;

/// <summary>Turns one kind of files below <c>content/</c> into content items. Each module reads its own.</summary>
public interface IContentSource
{
    /// <summary>Reads and checks; what is wrong goes into the report, and nothing broken is given back.</summary>
    IEnumerable<ShippedItem> Read(string contentFolder, ContentReport report);
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
