namespace Training.Platform.Contents;

/// <summary>A Markdown file of a pack: YAML front matter between two lines <c>---</c>, then the text.</summary>
/// <param name="BodyLine">Line of the file on which <paramref name="Body"/> begins, from 1.</param>
public sealed record PackMarkdown<T>(T Front, string Body, int BodyLine, PackLines Lines) where T : class;

public static class PackMarkdown
{
    /// <inheritdoc cref="PackYaml.Read"/>
    public static PackMarkdown<T>? Read<T>(string file, string relativeName, ContentReport report) where T : class =>
        Parse<T>(File.ReadAllText(file), relativeName, report);

    public static PackMarkdown<T>? Parse<T>(string text, string name, ContentReport report) where T : class
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = lines[0] == "---" ? Array.IndexOf(lines, "---", 1) : -1;
        if (end < 0)
        {
            report.Add(name, 1, "文件要以 --- 开头的字段区开始，再以一行 --- 结束。");
            return null;
        }
        var front = PackYaml.Parse<T>(string.Join('\n', lines[1..end]), name, report, out var where, firstLine: 2);
        return front is null ? null : new(front, string.Join('\n', lines[(end + 1)..]).TrimEnd() + "\n", end + 2, where);
    }
}
