using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Values;
using Training.Platform.Localization;

namespace Training.Platform.Display;

/// <summary>
/// Renders the theme's Liquid files: layouts, public pages, content templates under Orchard's alternate names. Output is
/// HTML-encoded unless a template says <c>raw</c>. Besides standard Liquid: <c>render_body</c>, <c>render_section "x"</c>,
/// <c>icon "x"</c>, <c>art "x"</c>, <c>sprite</c>; filters <c>t</c>, <c>href</c>, <c>asset_url</c>.
/// </summary>
public sealed class LiquidViews
{
    // Chinese as it is, not as &#x…;
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
    /// <summary>A changed template is noticed within so many milliseconds.</summary>
    internal const int FreshMs = 2000;

    private readonly FluidParser _parser = new();
    private readonly TemplateOptions _options = new();
    private readonly ConcurrentDictionary<string, (DateTime Written, long CheckedAt, IFluidTemplate Template)> _templates = new();
    private readonly Theme _theme;

    public LiquidViews(Theme theme, Text text)
    {
        _theme = theme;
        _options.MemberAccessStrategy = new UnsafeMemberAccessStrategy();
        _options.FileProvider = new ThemeViews(theme.Views);
        _options.Filters.AddFilter("t", (input, _, _) => new StringValue(text[input.ToStringValue()]));
        _options.Filters.AddFilter("href", (input, _, context) => new StringValue(Of(context).PathBase + input.ToStringValue()));
        _options.Filters.AddFilter("asset_url", (input, _, context) => new StringValue(theme.AssetUrl(Of(context).PathBase, input.ToStringValue())));
        _parser.RegisterEmptyTag("render_body", (writer, _, context) => WriteAsync(writer, Of(context).Body));
        _parser.RegisterEmptyTag("sprite", (writer, _, context) => WriteAsync(writer, Of(context).Icons.Sprite()));
        _parser.RegisterExpressionTag("render_section", async (name, writer, _, context) =>
            await WriteAsync(writer, Of(context).Frame.Sections.GetValueOrDefault((await name.EvaluateAsync(context)).ToStringValue())));
        _parser.RegisterExpressionTag("icon", async (name, writer, _, context) =>
            await WriteAsync(writer, Of(context).Icons.Reference((await name.EvaluateAsync(context)).ToStringValue())));
        _parser.RegisterExpressionTag("art", async (name, writer, _, context) =>
            await WriteAsync(writer, theme.Art((await name.EvaluateAsync(context)).ToStringValue())));
    }

    /// <summary>The first of the names that the theme has a file for.</summary>
    /// <exception cref="FileNotFoundException">None of them.</exception>
    public string Pick(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (File.Exists(FileOf(name))) return name;
        throw new FileNotFoundException($"The theme has no template {string.Join(" or ", names.ToArray())}.");
    }

    public async Task RenderAsync(string name, LiquidModel model, TextWriter writer)
    {
        var context = new TemplateContext(model.Values, _options) { AmbientValues = { [nameof(LiquidModel)] = model } };
        await Template(name).RenderAsync(writer, Encoder, context);
    }

    /// <summary>Parsed once; a changed file is noticed within two seconds, so that a designer sees the change on reload.</summary>
    private IFluidTemplate Template(string name)
    {
        if (_templates.TryGetValue(name, out var cached) && Environment.TickCount64 - cached.CheckedAt < FreshMs) return cached.Template;
        var file = FileOf(name);
        var written = File.GetLastWriteTimeUtc(file);
        var template = cached.Template;
        if (template is null || cached.Written != written)
        {
            if (!_parser.TryParse(File.ReadAllText(file), out template, out var error))
                throw new InvalidOperationException($"Template {Path.GetFileName(file)}: {error}");
        }
        _templates[name] = (written, Environment.TickCount64, template);
        return template;
    }

    private string FileOf(string name) => Path.Combine(_theme.Views, name + ".liquid");

    private static LiquidModel Of(TemplateContext context) => (LiquidModel)context.AmbientValues[nameof(LiquidModel)];

    private static async ValueTask<Fluid.Ast.Completion> WriteAsync(TextWriter writer, string? html)
    {
        if (!string.IsNullOrEmpty(html)) await writer.WriteAsync(html);
        return Fluid.Ast.Completion.Normal;
    }
}

/// <summary>What a template may see, and what its tags need.</summary>
public sealed class LiquidModel(Dictionary<string, object?> values, PageFrame frame, Icons icons, string pathBase)
{
    public Dictionary<string, object?> Values { get; } = values;
    public PageFrame Frame { get; } = frame;
    public Icons Icons { get; } = icons;
    public string PathBase { get; } = pathBase;
    public string? Body { get; set; }
}
