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

    private const float Size = 9, RowHeight = 16, HeadHeight = 11;
    private static readonly SKSize Page = new(Mm(297), Mm(210));
    private static readonly SKColor Ink = SKColor.Parse("#18211e"), Soft = SKColor.Parse("#3f4b46"), Faint = SKColor.Parse("#8a9691"), Pine = SKColor.Parse("#175645"), Hair = SKColor.Parse("#dde2db");
    private static readonly float Left = Mm(14), Right = Mm(283), Bottom = Mm(195);

    /// <param name="mark">Who took it out and when; lightly at the foot of each page.</param>
    public byte[] Write(PrintedReport report, string mark)
    {
        var labels = report.Tables.SelectMany(t => t.Rows).SelectMany(r => r.Labels).ToList();
        using var cut = fonts.For(
        [
            (Lettering.Bold, report.Title), .. report.Tables.SelectMany(t => t.LabelHeads.Concat(t.Heads).Append(t.Caption)).Concat(report.Sections.Select(s => s.Heading)).Concat(labels).Select(h => (Lettering.Bold, h)),
            (Lettering.Bold, text["{0}（续）", ""]), .. report.Top.Concat(labels).Concat(report.Sections.SelectMany(s => s.Lines)).Append(mark).Append(text["第 {0} 页，共 {1} 页", 0, 0])
                .Append("0123456789,.%<—＊：").Select(t => (Lettering.Sans, t)),
            (Lettering.Bold, "0123456789,.%<—＊…"),
        ]);
        // Twice: the first time only to know how many pages there are.
        var pages = 0;
        var heads = new Dictionary<(string, float), IReadOnlyList<string>>();
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
            {
                NewPage();
                var columns = new Columns(table, pen);
                var isNew = true;
                // A table without figures is one block of labels.
                foreach (var block in table.Heads.Count == 0 ? [[]] : Enumerable.Range(0, table.Heads.Count).Chunk(MostColumns))
                {
                    var left = table.Rows.Count;
                    for (var at = 0; at == 0 || at < table.Rows.Count;)
                    {
                        if (!isNew) NewPage();
                        Begin(table, columns, block, isContinued: !isNew);
                        isNew = false;
                        // As many rows on each page of a block: else the last one may stand on a page alone.
                        var room = Math.Max(1, (int)((Bottom - y) / RowHeight) + 1);
                        var here = left == 0 ? 0 : (int)Math.Ceiling(left / Math.Ceiling((double)left / room));
                        foreach (var row in table.Rows.Skip(at).Take(here)) Row(columns, block, row);
                        (at, left) = (at + Math.Max(1, here), left - here);
                        End();
                    }
                }
            }
            Words();
            document.Close();

            void NewPage()
            {
                pages++;
                pen = new Pen(document.BeginPage(Page.Width, Page.Height), cut);
                y = Mm(18);
            }

            void Begin(PrintedTable table, Columns columns, int[] block, bool isContinued)
            {
                pen.Write(report.Title, Page.Width / 2, y, Lettering.Bold, pen.Fit(report.Title, Lettering.Bold, 18, 9, Right - Left), Ink, SKTextAlign.Center);
                y += Mm(8);
                pen.Write(report.Top[0], Left, y, Lettering.Sans, Size, Soft);
                pen.Write(report.Top[1], Right, y, Lettering.Sans, Size, Soft, SKTextAlign.Right);
                y += Mm(5);
                pen.Write(report.Top[2], Left, y, Lettering.Sans, Size, Soft);
                y += Mm(8);
                if (table.Caption.Length > 0)
                {
                    pen.Write(isContinued ? text["{0}（续）", table.Caption] : table.Caption, Left, y, Lettering.Bold, 11, Ink);
                    y += Mm(7);
                }
                var cells = table.LabelHeads.Select((h, i) => (X: columns.LabelX(i), Align: SKTextAlign.Left, Lines: HeadLines(h, columns.LabelWidth(i)))).Concat(block.Select((c, i) =>
                    (X: columns.X(block.Length, i), Align: SKTextAlign.Right, Lines: HeadLines(table.Heads[c], columns.Width(block.Length) - 4)))).ToList();
                var tallest = cells.Count == 0 ? 1 : cells.Max(c => c.Lines.Count);
                // Heads stand on the rule, however many lines each has.
                foreach (var (x, align, lines) in cells)
                    for (var i = 0; i < lines.Count; i++) pen.Write(lines[i], x, y + (tallest - lines.Count + i) * HeadHeight, Lettering.Bold, Size, Ink, align);
                y += tallest * HeadHeight - 5;
                Rule(pen.Canvas, y, Pine, 1);
                y += 13;
            }

            // Lines of about the same length, so that no single sign is left over.
            IReadOnlyList<string> HeadLines(string head, float width)
            {
                if (heads.TryGetValue((head, width), out var lines)) return lines;
                lines = Broken(width);
                for (var narrower = width - 1; narrower > 0 && lines.Count > 1 && Broken(narrower) is var tried && tried.Count == lines.Count; narrower--) lines = tried;
                return heads[(head, width)] = lines;

                IReadOnlyList<string> Broken(float most) => Lines.Break(head, t => pen.Measure(t, Lettering.Bold, Size), most);
            }

            void Row(Columns columns, int[] block, PrintedRow row)
            {
                var lettering = row.IsSum ? Lettering.Bold : Lettering.Sans;
                for (var i = 0; i < row.Labels.Count; i++)
                    pen.Write(row.Labels[i], columns.LabelX(i), y, lettering, pen.Fit(row.Labels[i], lettering, Size, 5, columns.LabelWidth(i)), Ink);
                for (var i = 0; i < block.Length; i++)
                    pen.Write(row.Cells[block[i]], columns.X(block.Length, i), y, lettering, Size, Ink, SKTextAlign.Right);
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

    }

    /// <summary>Where the columns of a table stand: those of words as wide as their words, the figures share the rest.</summary>
    private sealed class Columns
    {
        private const float Gap = 12;
        private static readonly float Widest = Mm(60), WidestFigure = Mm(32);
        private readonly float[] _labels;

        public Columns(PrintedTable table, Pen pen)
        {
            _labels = [.. table.LabelHeads.Select((head, i) => Math.Min(Widest, table.Rows.Select(r => r.Labels[i]).Append(head).Distinct().Max(l => pen.Measure(l, Lettering.Bold, Size))))];
            // Words leave half of the page to the figures, and are written smaller where that is too little.
            var most = (Right - Left) / 2 - _labels.Length * Gap;
            if (table.Heads.Count > 0 && _labels.Sum() is var all && all > most) _labels = [.. _labels.Select(w => w * most / all)];
        }

        public float LabelWidth(int i) => _labels[i];

        public float LabelX(int i) => Left + _labels.Take(i).Sum(w => w + Gap);

        public float Width(int count) => Math.Min(WidestFigure, (Right - LabelX(_labels.Length)) / count);

        /// <summary>The right edge of a column of figures.</summary>
        public float X(int count, int i) => LabelX(_labels.Length) + (i + 1) * Width(count);
    }

    private static void Rule(SKCanvas canvas, float y, SKColor color, float width)
    {
        using var paint = new SKPaint { Style = SKPaintStyle.Stroke, Color = color, StrokeWidth = width, IsAntialias = true };
        canvas.DrawLine(Left, y, Right, y, paint);
    }

    private static float Mm(float millimetres) => millimetres * 72 / 25.4f;
}
