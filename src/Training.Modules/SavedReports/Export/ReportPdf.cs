using SkiaSharp;
using Training.Modules.Certificates.Drawing;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Services;
using Training.Platform.Localization;

namespace Training.Modules.SavedReports.Export;

/// <summary>A report on A4 landscape for print: text can be selected, the head is repeated, pages are numbered. Lengths in points.</summary>
public sealed class ReportPdf(CertificateFonts fonts, Text text)
{
    /// <summary>Figures side by side; more go on pages of their own.</summary>
    private const int MostColumns = 12;

    private const float Size = 9, RowHeight = 17;
    private static readonly SKSize Page = new(Mm(297), Mm(210));
    private static readonly SKColor Ink = SKColor.Parse("#18211e"), Soft = SKColor.Parse("#3f4b46"), Faint = SKColor.Parse("#8a9691"), Pine = SKColor.Parse("#175645"), Hair = SKColor.Parse("#dde2db");
    private static readonly float Left = Mm(14), Right = Mm(283), Bottom = Mm(192);

    /// <param name="tables">One after the other, the definitions of all at the end.</param>
    public byte[] Write(IReadOnlyList<ReportTable> tables, string generated, string mark)
    {
        // The one that is being drawn.
        var (table, top) = (tables[0], ReportWords.Top(tables[0], generated, text));
        var definitions = ReportWords.Definitions(tables.SelectMany(t => t.Figures), text).ToList();
        var heads = tables.SelectMany(t => t.Heads.Concat(from g in t.Groups from f in t.Figures select ReportWords.Head(g, f, text))).ToList();
        var labels = tables.SelectMany(t => t.Rows).SelectMany(r => r.Labels).ToList();
        using var cut = fonts.For(
        [
            (Lettering.Bold, table.Title), .. heads.Select(h => (Lettering.Bold, h)), (Lettering.Bold, text["口径说明"]), .. labels.Select(l => (Lettering.Bold, l)),
            .. tables.SelectMany(t => ReportWords.Top(t, generated, text)).Concat(labels).Concat(definitions.SelectMany(d => new[] { d.Name, d.Words })).Append(mark).Append(text["第 {0} 页，共 {1} 页", 0, 0])
                .Append("0123456789,.%<—＊：").Select(t => (Lettering.Sans, t)),
            (Lettering.Bold, "0123456789,.%<—＊…"),
        ]);
        // Twice: the first time only to know how many pages there are.
        var pages = 0;
        using (var measuring = SKDocument.CreatePdf(Stream.Null)) Draw(measuring, 0);
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata { Title = table.Title, Author = table.District, Subject = mark, RasterDpi = 150, EncodingQuality = 101 }))
            Draw(document, pages);
        return PdfLanguage.Add(stream.ToArray(), Text.IsEnglish ? "en" : "zh-CN");

        void Draw(SKDocument document, int total)
        {
            pages = 0;
            Pen pen = null!;
            var y = 0f;
            foreach (var each in tables)
            {
                (table, top) = (each, ReportWords.Top(each, generated, text));
                foreach (var block in (from g in Enumerable.Range(0, each.Groups.Count) from f in each.Figures select (Group: g, Figure: f)).Chunk(MostColumns))
                {
                    Begin(block);
                    foreach (var row in each.Rows)
                    {
                        if (y + RowHeight > Bottom) { End(); Begin(block); }
                        Row(block, row);
                    }
                    End();
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

            void Begin((int Group, Figure Figure)[] block)
            {
                NewPage();
                pen.Write(table.Title, Page.Width / 2, y, Lettering.Bold, pen.Fit(table.Title, Lettering.Bold, 18, 9, Right - Left), Ink, SKTextAlign.Center);
                y += Mm(8);
                pen.Write(top[0], Left, y, Lettering.Sans, Size, Soft);
                pen.Write(top[1], Right, y, Lettering.Sans, Size, Soft, SKTextAlign.Right);
                y += Mm(5);
                pen.Write(top[2], Left, y, Lettering.Sans, Size, Soft);
                y += Mm(8);
                var widest = 1;
                var cells = table.Heads.Select((h, i) => (Text: h, X: LabelX(i), Width: LabelWidth - 4, Align: SKTextAlign.Left)).Concat(block.Select((c, i) =>
                    (ReportWords.Head(table.Groups[c.Group], c.Figure, text), ColumnX(block.Length, i), ColumnWidth(block.Length) - 4, SKTextAlign.Right))).ToList();
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

            void Row((int Group, Figure Figure)[] block, ReportRow row)
            {
                var lettering = row.Kind == ReportRowKind.Plain ? Lettering.Sans : Lettering.Bold;
                for (var i = 0; i < row.Labels.Count; i++)
                    pen.Write(row.Labels[i], LabelX(i), y, lettering, pen.Fit(row.Labels[i], lettering, Size, 5, LabelWidth - 4), Ink);
                for (var i = 0; i < block.Length; i++)
                    pen.Write(row.Cells[block[i].Group].Text(block[i].Figure), ColumnX(block.Length, i), y, lettering, Size, Ink, SKTextAlign.Right);
                Rule(pen.Canvas, y + 5, row.Kind == ReportRowKind.Plain ? Hair : Soft, .5f);
                y += RowHeight;
            }

            void Words()
            {
                NewPage();
                pen.Write(text["口径说明"], Left, y, Lettering.Bold, 13, Ink);
                y += Mm(8);
                foreach (var (name, words) in definitions)
                {
                    var lines = Lines.Break($"{name}：{words}", t => pen.Measure(t, Lettering.Sans, Size), Right - Left);
                    if (y + lines.Count * 13 > Bottom) { End(); NewPage(); }
                    foreach (var line in lines) { pen.Write(line, Left, y, Lettering.Sans, Size, Soft); y += 13; }
                    y += 3;
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
        float ColumnWidth(int count) => Math.Min(Mm(32), (Right - Left - table.Heads.Count * LabelWidth) / count);
        float ColumnX(int count, int i) => Left + table.Heads.Count * LabelWidth + (i + 1) * ColumnWidth(count);
    }

    private static readonly float LabelWidth = Mm(38);

    private static void Rule(SKCanvas canvas, float y, SKColor color, float width)
    {
        using var paint = new SKPaint { Style = SKPaintStyle.Stroke, Color = color, StrokeWidth = width, IsAntialias = true };
        canvas.DrawLine(Left, y, Right, y, paint);
    }

    private static float Mm(float millimetres) => millimetres * 72 / 25.4f;
}
