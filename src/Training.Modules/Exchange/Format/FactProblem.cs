using Training.Platform.Localization;

namespace Training.Modules.Exchange.Format;

/// <summary>What is wrong with a file, and what to do.</summary>
/// <param name="Row">As a spreadsheet counts: the heading is row 1; 0 = the file as a whole.</param>
/// <param name="Column">Empty = the row as a whole.</param>
/// <param name="Value">The cell, cut short; phone numbers are not repeated.</param>
/// <param name="Message">Chinese source string; arguments fill {0}, {1}.</param>
public sealed record FactProblem(string File, int Row, string Column, string Value, string Message, IReadOnlyList<string> Arguments)
{
    public string Words(Text text) => text[Message, [.. Arguments]];
}

/// <summary>Collects problems. Keeps the first ones; after many more nobody looks on.</summary>
public sealed class FactProblems
{
    /// <summary>Problems that are listed.</summary>
    public const int Listed = 200;

    /// <summary>With so many the reading stops.</summary>
    public const int Enough = 5_000;

    private readonly List<FactProblem> _first = [];

    public IReadOnlyList<FactProblem> First => _first;

    public int Count { get; private set; }

    public bool Any => Count > 0;

    public bool TooMany => Count >= Enough;

    public void Add(string file, int row, string column, string value, string message, params ReadOnlySpan<object> arguments)
    {
        Count++;
        if (_first.Count >= Listed) return;
        var words = new string[arguments.Length];
        for (var i = 0; i < words.Length; i++) words[i] = Convert.ToString(arguments[i], System.Globalization.CultureInfo.InvariantCulture) ?? "";
        _first.Add(new(file, row, column, value.Length <= 40 ? value : value[..40] + "…", message, words));
    }
}
