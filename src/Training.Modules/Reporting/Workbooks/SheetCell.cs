using System.Globalization;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Workbooks;

/// <summary>Looks of a cell; the order is that of the style sheet in <see cref="OfficialWorkbook"/>.</summary>
public enum CellLook { Plain, Title, Note, Head, Text, Count, Share, TotalText, TotalCount, TotalShare, Wrapped, Faint, Day }

/// <summary>A cell: a value, a formula with the value it has now, or nothing.</summary>
/// <param name="Value">Text, number or day.</param>
/// <param name="Formula">Without "=".</param>
public readonly record struct SheetCell(object? Value, CellLook Look = CellLook.Text, string? Formula = null)
{
    public static SheetCell Empty(CellLook look = CellLook.Text) => new(null, look);

    /// <summary>A rate as a formula of its two parts, under the rules of <see cref="Rate"/>: "—", "&lt;0.1%", never 100.0% too early.</summary>
    public static SheetCell RateOf(Rate rate, string numerator, string denominator, bool total = false) => new(
        rate.Shown is { } points && !rate.Percent.StartsWith('<') ? points / 100 : rate.Percent, total ? CellLook.TotalShare : CellLook.Share,
        $"IF({denominator}=0,\"—\",IF(AND({numerator}>0,ROUND({numerator}/{denominator},3)=0),\"<0.1%\",IF(AND({numerator}<{denominator},ROUND({numerator}/{denominator},3)>=1),0.999,ROUND({numerator}/{denominator},3))))");

    /// <summary>A live sum of the cells of one column.</summary>
    /// <param name="rows">From one row to another, both inclusive; both counted from 1.</param>
    public static SheetCell SumOf(int value, int column, (int First, int Last) rows) =>
        new(value, CellLook.TotalCount, string.Create(CultureInfo.InvariantCulture, $"SUM({Column(column)}{rows.First}:{Column(column)}{rows.Last})"));

    /// <summary>"F7": column from 0, row from 1.</summary>
    public static string Address(int column, int row) => Column(column) + row.ToString(CultureInfo.InvariantCulture);

    private static string Column(int column) => column < 26 ? ((char)('A' + column)).ToString() : Column(column / 26 - 1) + (char)('A' + column % 26);
}

/// <summary>How a sheet is laid out and printed: A4 landscape, one page wide, the head repeated on each page.</summary>
/// <param name="Widths">Of the columns, in characters.</param>
/// <param name="HeadRow">Row of the table's head, from 1; it and all rows above stay on screen. 0 = none.</param>
/// <param name="TitleColumns">Columns over which the rows of title and remarks are merged.</param>
/// <param name="FixedColumns">Columns that stay on screen.</param>
public sealed record SheetLayout(string Name, IReadOnlyList<double> Widths, int HeadRow, int TitleColumns, int FixedColumns = 0);
