using System.Globalization;

namespace Training.Modules.Certificates.Drawing;

/// <summary>Breaks a sentence of plain and underlined pieces into lines by the rules of Chinese.</summary>
internal static class Lines
{
    private const string NeverFirst = "，。、；：！？）》”’…,.;:!?)";
    private const string NeverLast = "（《“‘(";

    /// <summary>One text without underlined pieces.</summary>
    public static IReadOnlyList<string> Break(string text, Func<string, float> measure, float width) =>
        [.. Break([(text, false)], measure, width, 0).Select(line => string.Concat(line.Select(p => p.Text)))];

    /// <param name="indent">Width left free at the start of the first line.</param>
    public static List<List<(string Text, bool Underlined)>> Break(
        IReadOnlyList<(string Text, bool Underlined)> pieces, Func<string, float> measure, float width, float indent)
    {
        var units = Units(pieces, measure, width - indent);
        var lines = new List<List<(string, bool)>>();
        var (start, used) = (0, indent);
        for (var i = 0; i < units.Count; i++)
        {
            var w = measure(units[i].Text);
            if (used + w > width && i > start)
            {
                var end = i;
                while (end > start + 1 && (NeverFirst.Contains(units[end].Text[0], StringComparison.Ordinal) || NeverLast.Contains(units[end - 1].Text[^1], StringComparison.Ordinal))) end--;
                lines.Add(Join(units, start, end));
                (start, used) = (end, units.Skip(end).Take(i - end).Sum(u => measure(u.Text)));
            }
            used += w;
        }
        lines.Add(Join(units, start, units.Count));
        return lines;
    }

    /// <summary>
    /// What must not be broken: one Chinese character, one Latin word or number, or an underlined piece as a whole, unless it is
    /// longer than a line.
    /// </summary>
    private static List<(string Text, bool Underlined)> Units(IReadOnlyList<(string Text, bool Underlined)> pieces, Func<string, float> measure, float longest)
    {
        var units = new List<(string, bool)>();
        foreach (var (text, underlined) in pieces)
        {
            if (text.Length == 0) continue;
            if (underlined && measure(text) <= longest) { units.Add((text, true)); continue; }
            var elements = StringInfo.GetTextElementEnumerator(text);
            while (elements.MoveNext()) units.Add((elements.GetTextElement(), underlined));
        }
        return units;
    }

    private static List<(string, bool)> Join(List<(string Text, bool Underlined)> units, int start, int end)
    {
        var line = new List<(string, bool)>();
        for (var i = start; i < end; i++)
        {
            if (line.Count > 0 && line[^1].Item2 == units[i].Underlined) line[^1] = (line[^1].Item1 + units[i].Text, units[i].Underlined);
            else line.Add(units[i]);
        }
        return line;
    }
}
