using System.Text.RegularExpressions;

namespace Training.Modules.Reporting.Models;

/// <summary>Roles, lines and states in addresses: ChildDirector is child-director (domain/glossary.md).</summary>
public static partial class Slug
{
    public static string Of<T>(T value) where T : struct, Enum => Humps().Replace(value.ToString(), "-$1").ToLowerInvariant();

    /// <summary>Null for anything that is no value.</summary>
    public static T? Parse<T>(string? text) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Of(value) == text) return value;
        return null;
    }

    [GeneratedRegex("(?<=.)([A-Z])")]
    private static partial Regex Humps();
}
