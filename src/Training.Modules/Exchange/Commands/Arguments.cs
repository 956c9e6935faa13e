namespace Training.Modules.Exchange.Commands;

/// <summary>Options of a command: <c>--name value</c> and <c>--name</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string?> _found = [];

    /// <param name="valued">Options with a value.</param>
    /// <param name="plain">Options without.</param>
    public Arguments(string[] args, string[] valued, string[] plain)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i];
            var needsValue = valued.Contains(name);
            if (!needsValue && !plain.Contains(name)) Fault ??= $"'{name}' is not known.";
            else if (needsValue && i + 1 >= args.Length) Fault ??= $"{name} needs a value.";
            else if (!_found.TryAdd(name, needsValue ? args[++i] : null)) Fault ??= $"{name} is given twice.";
        }
    }

    /// <summary>What is wrong; null when nothing is.</summary>
    public string? Fault { get; private set; }

    public bool Has(string name) => _found.ContainsKey(name);

    public string? Optional(string name) => _found.GetValueOrDefault(name);

    public string Required(string name)
    {
        if (Optional(name) is { Length: > 0 } value) return value;
        Fault ??= $"{name} is missing.";
        return "";
    }

    /// <summary>Accepts ChildDirector as well as child-director.</summary>
    public T? Word<T>(string name) where T : struct, Enum
    {
        if (Optional(name) is not { } text) return null;
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(value.ToString(), text.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) return value;
        Fault ??= $"{name} is one of {string.Join(", ", Enum.GetNames<T>())}.";
        return null;
    }
}
