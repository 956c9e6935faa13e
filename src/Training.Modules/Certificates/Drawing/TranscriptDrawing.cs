using System.Globalization;
using SkiaSharp;
using Training.Modules.Certificates.Transcripts;
using Training.Modules.Certification.Models;
using Training.Platform.Display;

namespace Training.Modules.Certificates.Drawing;

/// <summary>Draws a transcript on A4 portrait, as many pages as it takes. Lengths in points.</summary>
public sealed class TranscriptDrawing(Theme theme, CertificateFonts fonts)
{
    public const string Title = "学习证明";
    private const string Statement = "以下为平台登记的学习记录和证书，供了解培训情况。本证明不是资格或执业证件。";
    private const string HolderName = "姓名", AsOfName = "截至", HoursName = "累计学时", IssuerName = "出具机构", CertificatesName = "证书", RecordsName = "学习记录";
    private const string Nothing = "（无）", Scan = "扫码核验", HashName = "校验码", CodeName = "核验编号", HoursUnit = " 学时";
    private static readonly string[] CertificateHead = ["编号", "岗位", "有效期", "状态"], RecordHead = ["日期", "类型", "内容", "学时", "成绩"];
    private static readonly SKSize Page = new(Mm(210), Mm(297));
    private static readonly SKColor Ink = SKColor.Parse("#18211e"), Soft = SKColor.Parse("#3f4b46"), Mute = SKColor.Parse("#596660"), Pine = SKColor.Parse("#175645"), Hair = SKColor.Parse("#dde2db");
    private static readonly float Left = Mm(20), Right = Mm(190), Bottom = Mm(272);
    private readonly Lazy<SvgArt> _mark = new(() => new SvgArt(theme.Art("mark")));

    public byte[] Pdf(Transcript transcript, string verifyUrl)
    {
        var payload = TranscriptPayload.Parse(transcript.PayloadJson);
        var certificates = payload.Certificates.Select(c => (string[])[c.Number, c.Role, $"{Dots(c.ValidFrom)}–{Dots(c.ValidThrough)}", c.State]).ToList();
        var scores = payload.Entries.Any(e => e.Score is not null);
        var records = payload.Entries.Select(e => (string[])
            [Dots(e.On), e.Kind, e.Title.Length > 0 ? $"{e.Subject} {e.Title}" : e.Subject, e.Hours > 0 ? e.Hours.HoursText() : "", e.Score is { } s ? s.ToString(CultureInfo.InvariantCulture) : ""]).ToList();
        string[] facts = [payload.Holder, CertificateSheet.Day(payload.AsOf), payload.TotalHours.HoursText() + HoursUnit, payload.Issuer];
        string[] foot = [$"{CodeName} {transcript.VerifyCode}", $"{HashName} {transcript.Hash[..16]}"];
        var note = CertificateSheet.NoteOn(fonts.Missing(payload.Holder));
        using var cut = fonts.For(
        [
            .. certificates.Concat(records).SelectMany(r => r).Concat([.. CertificateHead, .. RecordHead, .. facts, .. foot, Statement, HolderName, AsOfName, HoursName, IssuerName,
                Nothing, Scan, payload.SiteSubName, note, "第页共0123456789/", "–."]).Select(t => (Lettering.Sans, t)),
            .. ((string[])[payload.SiteName, CertificatesName, RecordsName, payload.Holder]).Select(t => (Lettering.Bold, t)),
            (Lettering.Serif, Title),
        ]);

        // Twice: the first time only to know how many pages there are.
        var pages = 0;
        using (var measuring = SKDocument.CreatePdf(Stream.Null)) Draw(measuring, 0);
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata
        {
            Title = $"{Title} {payload.Holder} {Dots(payload.AsOf)}", Author = payload.Issuer, Subject = Title, Creator = payload.SiteName,
            Creation = transcript.CreatedUtc, Modified = transcript.CreatedUtc, RasterDpi = 150, EncodingQuality = 101, PdfA = true,
        })) Draw(document, pages);
        return PdfLanguage.Add(PdfIdentity.Settle(stream.ToArray()), "zh-CN");

        void Draw(SKDocument document, int total)
        {
            pages = 0;
            var pen = NewPage();
            var y = Head(pen, payload, facts, note);
            Table(CertificatesName, CertificateHead, certificates, [0, 62, 100, 150]);
            Table(RecordsName, scores ? RecordHead : RecordHead[..4], scores ? records : [.. records.Select(r => r[..4])], scores ? [0, 25, 50, 140, 156] : [0, 25, 50, 156]);
            EndPage();
            document.Close();

            Pen NewPage()
            {
                pages++;
                return new Pen(document.BeginPage(Page.Width, Page.Height), cut);
            }

            void EndPage()
            {
                Foot(pen, foot, verifyUrl, total == 0 ? "" : $"第 {pages} 页，共 {total} 页");
                document.EndPage();
            }

            void Table(string title, string[] head, List<string[]> rows, float[] columns)
            {
                Room(Mm(22));
                y += Mm(9);
                pen.Write(title, Left, y, Lettering.Bold, 12, Ink);
                y += Mm(7);
                HeadRow();
                if (rows.Count == 0) { pen.Write(Nothing, Left, y, Lettering.Sans, 9.5f, Mute); y += Mm(6); }
                foreach (var row in rows)
                {
                    var cells = row.Select((text, i) => Lines.Break(text, t => pen.Measure(t, Lettering.Sans, 9.5f), Width(i))).ToList();
                    var lines = Math.Max(1, cells.Max(c => c.Count));
                    if (Room(lines * Mm(4.6f) + Mm(2))) HeadRow();
                    for (var i = 0; i < cells.Count; i++)
                        for (var line = 0; line < cells[i].Count; line++) pen.Write(cells[i][line], Left + Mm(columns[i]), y + line * Mm(4.6f), Lettering.Sans, 9.5f, Ink);
                    y += lines * Mm(4.6f) + Mm(2);
                    Rule(pen.Canvas, y - Mm(4.6f), Hair);
                }

                float Width(int i) => (i + 1 < columns.Length ? Mm(columns[i + 1]) : Right - Left) - Mm(columns[i]) - Mm(2);

                void HeadRow()
                {
                    for (var i = 0; i < head.Length; i++) pen.Write(head[i], Left + Mm(columns[i]), y, Lettering.Sans, 9, Mute);
                    y += Mm(2);
                    Rule(pen.Canvas, y, Pine);
                    y += Mm(5);
                }
            }

            // A new page when there is no room; true when one was begun.
            bool Room(float height)
            {
                if (y + height <= Bottom) return false;
                EndPage();
                pen = NewPage();
                y = Mm(24);
                return true;
            }
        }
    }

    private float Head(Pen pen, TranscriptPayload payload, string[] facts, string note)
    {
        _mark.Value.Draw(pen.Canvas, SKRect.Create(Left, Mm(16), Mm(10), Mm(10)));
        pen.Write(payload.SiteName, Left + Mm(12.5f), Mm(20.5f), Lettering.Bold, pen.Fit(payload.SiteName, Lettering.Bold, 12, 7, Mm(120)), Ink);
        pen.Write(payload.SiteSubName, Left + Mm(12.5f), Mm(25), Lettering.Sans, pen.Fit(payload.SiteSubName, Lettering.Sans, 9, 6, Mm(120)), Soft);
        pen.Write(Title, Page.Width / 2, Mm(42), Lettering.Serif, 28, Pine, SKTextAlign.Center);
        pen.Write(Statement, Page.Width / 2, Mm(50), Lettering.Sans, 9.5f, Soft, SKTextAlign.Center);
        var y = Mm(62);
        foreach (var (name, value) in ((string[])[HolderName, AsOfName, HoursName, IssuerName]).Zip(facts))
        {
            pen.Write(name, Left, y, Lettering.Sans, 10.5f, Soft);
            foreach (var line in Lines.Break(value, t => pen.Measure(t, Lettering.Sans, 10.5f), Right - Left - Mm(24)))
            {
                pen.Write(line, Left + Mm(24), y, Lettering.Sans, 10.5f, Ink);
                y += Mm(6);
            }
        }
        if (note.Length > 0) pen.Write(note, Left, y, Lettering.Sans, 8, Mute);
        return y;
    }

    private static void Foot(Pen pen, string[] foot, string verifyUrl, string page)
    {
        Rule(pen.Canvas, Mm(275), Hair);
        new QrCode(verifyUrl).Draw(pen.Canvas, SKRect.Create(Left, Mm(277), Mm(14), Mm(14)), Ink);
        pen.Write(Scan, Left + Mm(17), Mm(281), Lettering.Sans, 8.5f, Soft);
        pen.Write(foot[0], Left + Mm(17), Mm(285.5f), Lettering.Sans, 8.5f, Soft);
        pen.Write(foot[1], Left + Mm(17), Mm(290), Lettering.Sans, 8.5f, Soft);
        pen.Write(page, Right, Mm(290), Lettering.Sans, 8.5f, Soft, SKTextAlign.Right);
    }

    private static void Rule(SKCanvas canvas, float y, SKColor color)
    {
        using var paint = new SKPaint { Style = SKPaintStyle.Stroke, Color = color, StrokeWidth = .6f, IsAntialias = true };
        canvas.DrawLine(Left, y, Right, y, paint);
    }

    private static string Dots(DateOnly day) => day.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture);

    private static float Mm(float millimetres) => millimetres * 72 / 25.4f;
}
