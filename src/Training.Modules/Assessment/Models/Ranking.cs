namespace Training.Modules.Assessment.Models;

/// <summary>
/// The answer to an ordering question: for each step, as the bank lists them, the place given to it, "1" = first, "0" = none
/// yet. The bank lists the steps in their right order, so "1234" is right, and nothing else is.
/// </summary>
public static class Ranking
{
    /// <summary>Steps that a question may have; as many as fit where chosen letters are kept.</summary>
    public const int MostSteps = 5;

    public static string Right(int steps) => "12345"[..steps];

    /// <param name="places">Place of each step in the bank's order; what is not between 1 and their number counts as none.</param>
    /// <returns>Empty when no step has a place.</returns>
    public static string Of(IReadOnlyList<int> places) => places.All(p => p < 1 || p > places.Count)
        ? ""
        : string.Concat(places.Select(p => p < 1 || p > places.Count ? 0 : p));

    /// <summary>Every step has a place and no place is given twice.</summary>
    public static bool IsComplete(string ranks) => ranks.Length > 0 && !ranks.Contains('0') && ranks.Distinct().Count() == ranks.Length;
}
