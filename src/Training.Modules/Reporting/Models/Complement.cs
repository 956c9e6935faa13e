namespace Training.Modules.Reporting.Models;

/// <summary>How a figure is told.</summary>
public enum Hiding
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>Fewer than five people outside the reader's scope: "&lt;5".</summary>
    Few,

    /// <summary>Hidden as well, because otherwise a small one could be worked out from it: "＊".</summary>
    Complement,
}

/// <summary>One figure of a table, a total too.</summary>
/// <param name="Secret">Must not be told, nor be derived.</param>
/// <param name="Known">The reader knows it anyway (within the scope, or nobody there): hiding it would protect nothing.</param>
/// <param name="Cost">What is hidden first where there is a choice: the lowest.</param>
public readonly record struct HideableFigure(int Value, bool Secret, bool Known, int Cost);

/// <summary>
/// The complement rule for small cells: beside every secret figure so many others are hidden that no hidden one follows from
/// the rest by adding and subtracting along rows, columns and totals. Pure.
/// </summary>
public static class Complement
{
    /// <param name="sums">Each: index of a total, then the indices of its parts.</param>
    /// <returns>For each figure how it is told.</returns>
    public static IReadOnlyList<Hiding> Of(IReadOnlyList<HideableFigure> figures, IReadOnlyList<int[]> sums) => Of(figures, Equations(sums));

    /// <param name="sums">Each: figures with their factors, that together make something the reader knows.</param>
    public static IReadOnlyList<Hiding> Of(IReadOnlyList<HideableFigure> figures, IReadOnlyList<(int Figure, int Factor)[]> sums) => new ComplementSearch(figures, sums).Run();

    private static List<(int Figure, int Factor)[]> Equations(IEnumerable<int[]> sums) => [.. sums.Select(s => s.Select((figure, i) => (figure, i == 0 ? -1 : 1)).ToArray())];
}
