using System.Text;
using Microsoft.AspNetCore.Html;

namespace Training.Platform.Display;

/// <summary>Icons of one page: collects what is used and prints it once as an inline sprite.</summary>
public sealed class Icons(Theme theme)
{
    private readonly SortedSet<string> _used = new(StringComparer.Ordinal);

    public IHtmlContent this[string name] => new HtmlString(Reference(name));

    public string Reference(string name)
    {
        _used.Add(name);
        return Markup(name);
    }

    /// <summary>The reference alone, for HTML that is kept: whoever prints it names its icons again with <see cref="Reference"/>.</summary>
    public static string Markup(string name) => $"<svg class=\"i\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#i-{name}\"/></svg>";

    public string Sprite()
    {
        if (_used.Count == 0) return "";
        var html = new StringBuilder("<svg hidden aria-hidden=\"true\">");
        foreach (var name in _used)
            html.Append("<symbol id=\"i-").Append(name).Append("\" viewBox=\"0 0 24 24\">").Append(theme.Icon(name)).Append("</symbol>");
        return html.Append("</svg>").ToString();
    }
}
