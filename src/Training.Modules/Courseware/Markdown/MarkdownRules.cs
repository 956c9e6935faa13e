using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Training.Modules.Courseware.Markdown;

/// <summary>Something wrong in a text.</summary>
/// <param name="Line">Of the text, from 1.</param>
/// <param name="Message">Chinese: what is wrong and what to do.</param>
public sealed record TextProblem(int Line, string Message);

/// <summary>
/// Form of authored Markdown (docs/content-format.md): length, headings, containers, links, no raw HTML. The pack reader and the
/// editor ask the same rules.
/// </summary>
public static class MarkdownRules
{
    /// <summary>Visible characters of a lesson without white space and tables (domain/curriculum.md §0).</summary>
    public const int LessonLength = 900;

    /// <summary>The same for a pocket tool: one page.</summary>
    public const int ToolLength = 400;

    public const int RedLines = 2;

    /// <param name="maxLength"><see cref="LessonLength"/> or <see cref="ToolLength"/>.</param>
    /// <param name="targetExists">Answers whether an address of this site, beginning with a slash, leads somewhere.</param>
    public static IReadOnlyList<TextProblem> Check(string markdown, int maxLength, Func<string, bool> targetExists)
    {
        var document = MarkdownRenderer.Parse(markdown);
        var problems = new List<TextProblem>();
        var length = VisibleText.Length(document);
        if (length > maxLength) Add(0, $"正文有 {length} 个字（空格和表格不算），最多 {maxLength} 个，请删减。");
        if (length == 0) Add(0, "正文是空的。");
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            if (heading.Level is < 2 or > 3) Add(heading.Line, "标题从 ## 开始，最多到 ###。");
            if (heading.Inline is null || !heading.Inline.Any()) Add(heading.Line, "标题是空的。");
        }
        Containers(document, Add);
        foreach (var link in document.Descendants<LinkInline>()) Link(link, targetExists, Add);
        foreach (var (line, index) in markdown.Split('\n').Select((l, i) => (l, i)))
            if (HtmlTag.IsMatch(line)) Add(index, "不能写 HTML 标签，请用 Markdown。");
        return [.. problems.OrderBy(p => p.Line)];

        void Add(int line, string message) => problems.Add(new(line + 1, message));
    }

    private static void Containers(MarkdownDocument document, Action<int, string> add)
    {
        foreach (var container in document.Descendants<CustomContainer>())
        {
            var name = container.Info ?? "";
            var title = container.Arguments?.Trim() ?? "";
            if (!CalloutRenderer.Names.Contains(name)) add(container.Line, $"没有“::: {name}”这种块。可以用：{string.Join("、", CalloutRenderer.Names)}。");
            if (container.ClosingFencedCharCount == 0) add(container.Line, $"“::: {name}”没有收尾，请在块的最后加一行 :::。");
            if (title.Length == 0) add(container.Line, $"“::: {name}”后面要写标题。");
            if (container.Parent is not MarkdownDocument) add(container.Line, $"“::: {name}”不能放在列表或别的块里面。");
            if (name == "facts") Facts(container, add);
        }
        foreach (var extra in document.Descendants<CustomContainer>().Where(c => c.Info == "redline").Skip(RedLines))
            add(extra.Line, $"一篇最多 {RedLines} 条红线；红线一多，就没有红线了。");
    }

    private static void Facts(CustomContainer container, Action<int, string> add)
    {
        foreach (var other in container.Where(b => b is not ListBlock)) add(other.Line, "facts 里只能写列表“- 名称：值”。");
        foreach (var item in container.OfType<ListBlock>().SelectMany(l => l.OfType<ListItemBlock>()))
            if (Fact.Parse(item) is not { Name.Length: > 0, Value.Length: > 0 }) add(item.Line, "facts 的每一行要写成“- 名称：值”，用中文冒号。");
    }

    private static void Link(LinkInline link, Func<string, bool> targetExists, Action<int, string> add)
    {
        var url = link.Url ?? "";
        if (link.IsImage) add(link.Line, "正文不放图片。");
        else if (url.StartsWith("https://", StringComparison.Ordinal) && Uri.TryCreate(url, UriKind.Absolute, out _)) return;
        else if (!url.StartsWith('/')) add(link.Line, $"链接“{url}”不能用：站内写 / 开头的地址，站外写 https:// 开头的地址。");
        else if (!targetExists(url)) add(link.Line, $"站内没有“{url}”这一页。");
    }

    private static readonly System.Text.RegularExpressions.Regex HtmlTag =
        new(@"<(?:/?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>|!--)", System.Text.RegularExpressions.RegexOptions.Compiled);
}
