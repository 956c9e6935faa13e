using SkiaSharp;
using Training.Modules.Certificates.Drawing;
using Training.Platform.Localization;

namespace Training.Modules.Reporting.Workbooks;

/// <param name="Top">Three lines: left and right below the title, and one more.</param>
/// <param name="Sections">What stands in words behind the tables.</param>
public sealed record PrintedReport(string Title, string Author, IReadOnlyList<string> Top, IReadOnlyList<PrintedTable> Tables, IReadOnlyList<PrintedSection> Sections);

/// <param name="Caption">Empty where the title says it.</param>
/// <param name="LabelHeads">Heads of the columns of words.</param>
/// <param name="Heads">Heads of the columns of figures.</param>
public sealed record PrintedTable(string Caption, IReadOnlyList<string> LabelHeads, IReadOnlyList<string> Heads, IReadOnlyList<PrintedRow> Rows);

/// <param name="IsSum">A total or subtotal, in bold.</param>
public sealed record PrintedRow(IReadOnlyList<string> Labels, IReadOnlyList<string> Cells, bool IsSum = false);

public sealed record PrintedSection(string Heading, IReadOnlyList<string> Lines);

/// <summary>A report on A4 landscape for print: text can be selected, the head is repeated, pages are numbered. Lengths in points.</summary>
public sealed class OfficialPdf(CertificateFonts fonts, Text text)
{
    /// <summary>Figures side by side; more go on pages of their own.</summary>
    private const int MostColumns = 12;

    private const float Size = 9, RowHeight = 17;
    private static readonly SKSize Page = new(Mm(297), Mm(210));
    private static readonly SKColor Ink = SKColor.Parse("#18211e"), Soft = SKColor.Parse("#3f4b46"), Faint = SKColor.Parse("#8a9691"), Pine = SKColor.Parse("#175645"), Hair = SKColor.Parse("#dde2db");
    private static readonly float Left = Mm(14), Right = Mm(283), Bottom = Mm(192);

    /// <param name="mark">Who took it out and when; lightly at the foot of each page.</param>
    public byte[] Write(PrintedReport report, string mark)
    {
        var labels = report.Tables.SelectMany(t => t.Rows).SelectMany(r => r.Labels).ToList();
        using var cut = fonts.For(
        [
            (Lettering.Bold, report.Title), .. report.Tables.SelectMany(t => t.LabelHeads.Concat(t.Heads).Append(t.Caption)).Concat(report.Sections.Select(s => s.Heading)).Concat(labels).Select(h => (Lettering.Bold, h)),
            .. report.Top.Concat(labels).Concat(report.Sections.SelectMany(s => s.Lines)).Append(mark).Append(text["第 {0} 页，共 {1} 页", 0, 0])
                .Append("0123456789,.%<—＊：").Select(t => (Lettering.Sans, t)),
            (Lettering.Bold, "0123456789,.%<—＊…"),
        ]);
        // Twice: the first time only to know how many pages there are.
        var pages = 0;
        using (var measuring = SKDocument.CreatePdf(Stream.Null)) Draw(measuring, 0);
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata { Title = report.Title, Author = report.Author, Subject = mark, RasterDpi = 150, EncodingQuality = 101 }))
            Draw(document, pages);
        return PdfLanguage.Add(stream.ToArray(), Text.IsEnglish ? "en" : "zh-CN");

        void Draw(SKDocument document, int total)
        {
            pages = 0;
            Pen pen = null!;
            var y = 0f;
            foreach (var table in report.Tables)
                // A table without figures is one block of labels.
                foreach (var block in table.Heads.Count == 0 ? [[]] : Enumerable.Range(0, table.Heads.Count).Chunk(MostColumns))
                {
                    Begin(table, block);
                    foreach (var row in table.Rows)
                    {
                        if (y + RowHeight > Bottom) { End(); Begin(table, block); }
                        Row(table, block, row);
                    }
                    End();
                }
            Words();
            document.Close();

            void NewPage()
            {
                pages++;
                pen = new Pen(document.BeginPage(Page.Width, Page.Height), cut);
                y = Mm(18);
            }

            void Begin(PrintedTable table, int[] block)
            {
                NewPage();
                pen.Write(report.Title, Page.Width / 2, y, Lettering.Bold, pen.Fit(report.Title, Lettering.Bold, 18, 9, Right - Left), Ink, SKTextAlign.Center);
                y += Mm(8);
                pen.Write(report.Top[0], Left, y, Lettering.Sans, Size, Soft);
                pen.Write(report.Top[1], Right, y, Lettering.Sans, Size, Soft, SKTextAlign.Right);
                y += Mm(5);
                pen.Write(report.Top[2], Left, y, Lettering.Sans, Size, Soft);
                y += Mm(8);
                if (table.Caption.Length > 0)
                {
                    pen.Write(table.Caption, Left, y, Lettering.Bold, 11, Ink);
                    y += Mm(7);
                }
                var widest = 1;
                var cells = table.LabelHeads.Select((h, i) => (Text: h, X: LabelX(i), Width: LabelWidth - 4, Align: SKTextAlign.Left)).Concat(block.Select((c, i) =>
                    (table.Heads[c], ColumnX(table, block.Length, i), ColumnWidth(table, block.Length) - 4, SKTextAlign.Right))).ToList();
                foreach (var (head, x, width, align) in cells)
                {
                    var lines = Lines.Break(head, t => pen.Measure(t, Lettering.Bold, Size), width);
                    for (var i = 0; i < lines.Count; i++) pen.Write(lines[i], x, y + i * 11, Lettering.Bold, Size, Ink, align);
                    widest = Math.Max(widest, lines.Count);
                }
                y += widest * 11 - 5;
                Rule(pen.Canvas, y, Pine, 1);
                y += 13;
            }

            void Row(PrintedTable table, int[] block, PrintedRow row)
            {
                var lettering = row.IsSum ? Lettering.Bold : Lettering.Sans;
                for (var i = 0; i < row.Labels.Count; i++)
                    pen.Write(row.Labels[i], LabelX(i), y, lettering, pen.Fit(row.Labels[i], lettering, Size, 5, LabelWidth - 4), Ink);
                for (var i = 0; i < block.Length; i++)
                    pen.Write(row.Cells[block[i]], ColumnX(table, block.Length, i), y, lettering, Size, Ink, SKTextAlign.Right);
                Rule(pen.Canvas, y + 5, row.IsSum ? Soft : Hair, .5f);
                y += RowHeight;
            }

            void Words()
            {
                NewPage();
                foreach (var section in report.Sections)
                {
                    if (y + Mm(20) > Bottom) { End(); NewPage(); }
                    pen.Write(section.Heading, Left, y, Lettering.Bold, 13, Ink);
                    y += Mm(8);
                    foreach (var paragraph in section.Lines)
                    {
                        var lines = Lines.Break(paragraph, t => pen.Measure(t, Lettering.Sans, Size), Right - Left);
                        if (y + lines.Count * 13 > Bottom) { End(); NewPage(); }
                        foreach (var line in lines) { pen.Write(line, Left, y, Lettering.Sans, Size, Soft); y += 13; }
                        y += 3;
                    }
                    y += Mm(5);
                }
                End();
            }

            void End()
            {
                pen.Write(mark, Left, Mm(201), Lettering.Sans, 7.5f, Faint);
                if (total > 0) pen.Write(text["第 {0} 页，共 {1} 页", pages, total], Right, Mm(201), Lettering.Sans, 7.5f, Soft, SKTextAlign.Right);
                document.EndPage();
            }
        }

        float LabelX(int i) => Left + i * LabelWidth;
        float ColumnWidth(PrintedTable table, int count) => Math.Min(Mm(32), (Right - Left - table.LabelHeads.Count * LabelWidth) / count);
        float ColumnX(PrintedTable table, int count, int i) => Left + table.LabelHeads.Count * LabelWidth + (i + 1) * ColumnWidth(table, count);
    }

    private static readonly float LabelWidth = Mm(38);

    private static void Rule(SKCanvas canvas, float y, SKColor color, float width)
    {
        using var paint = new SKPaint { Style = SKPaintStyle.Stroke, Color = color, StrokeWidth = width, IsAntialias = true };
        canvas.DrawLine(Left, y, Right, y, paint);
    }

    private static float Mm(float millimetres) => millimetres * 72 / 25.4f;
}
