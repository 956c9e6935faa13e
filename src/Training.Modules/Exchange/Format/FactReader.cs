using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Training.Modules.Exchange.Format;

/// <summary>Reads the rows of one file one after the other; what cannot be read becomes a problem and ends the file.</summary>
public sealed class FactReader
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private static readonly CsvConfiguration Rules = new(CultureInfo.InvariantCulture)
    {
        Mode = CsvMode.RFC4180, Delimiter = ",", HasHeaderRecord = false, DetectDelimiter = false, TrimOptions = TrimOptions.None,
        IgnoreBlankLines = true, MaxFieldSize = FactLimits.Cell, ExceptionMessagesContainRawData = false, CacheFields = false,
    };

    private readonly FactFile _file;
    private readonly FactProblems _problems;

    private FactReader(FactFile file, FactProblems problems) => (_file, _problems) = (file, problems);

    /// <summary>The rows of a file; none where the set has no such file.</summary>
    public static IEnumerable<FactRow> Rows(FactsSource source, FactFile file, FactProblems problems)
    {
        try
        {
            return source.Open(file.Name) is { } stream ? new FactReader(file, problems).Rows(stream) : [];
        }
        catch (FactsException e)
        {
            problems.Add(file.Name, 0, "", "", e.Message, [.. e.Arguments]);
            return [];
        }
    }

    private IEnumerable<FactRow> Rows(Stream stream)
    {
        using var text = new RowText(new StreamReader(stream, Utf8, detectEncodingFromByteOrderMarks: false, bufferSize: 16 * 1024));
        using var parser = new CsvParser(text, Rules);
        if (!Next(parser, text)) yield break;
        if (Heading(parser) is not { } columns) yield break;
        var (number, width) = (1, parser.Count);
        while (Next(parser, text))
        {
            if (++number > _file.MaxRows + 1)
            {
                Add(0, "", "超过 {0} 行，太多了。", _file.MaxRows);
                yield break;
            }
            if (parser.Count != width)
            {
                Add(number, "", "这一行有 {0} 格，表头有 {1} 格。请检查逗号和引号。", parser.Count, width);
                if (_problems.TooMany) yield break;
                continue;
            }
            yield return new FactRow(_file, number, columns, parser, _problems);
            if (_problems.TooMany) yield break;
        }
    }

    /// <summary>False at the end, and where the file is not what it should be.</summary>
    private bool Next(CsvParser parser, RowText text)
    {
        try
        {
            var more = parser.Read();
            text.RowDone();
            // Fields are worked out when they are asked for: a broken quote is to be met here.
            for (var i = 0; more && i < parser.Count; i++) _ = parser[i];
            return more;
        }
        catch (DecoderFallbackException)
        {
            Add(0, "", "文件不是 UTF-8 编码。请另存为“CSV UTF-8”。");
        }
        catch (BadDataException)
        {
            Add(parser.Row, "", "引号不对：格里的引号要写成两个，整格再用引号括起来。");
        }
        catch (MaxFieldSizeException)
        {
            Add(parser.Row, "", "有一格超过 {0} 个字。请检查引号有没有收尾。", FactLimits.Cell);
        }
        catch (CsvHelperException)
        {
            Add(parser.Row, "", "这一行读不出来。请用表格软件另存为“CSV UTF-8”。");
        }
        catch (InvalidDataException)
        {
            Add(0, "", "压缩包里的这个文件坏了。请重新打包。");
        }
        catch (FactsException e)
        {
            Add(0, "", e.Message, [.. e.Arguments]);
        }
        return false;
    }

    /// <summary>Position of each column; null where something is wrong with them.</summary>
    private int[]? Heading(CsvParser parser)
    {
        var found = new int[_file.Columns.Count];
        Array.Fill(found, -1);
        var good = true;
        for (var i = 0; i < parser.Count; i++)
        {
            var name = parser[i].Trim();
            var at = -1;
            for (var c = 0; c < _file.Columns.Count; c++)
                if (_file.Columns[c].Name == name) at = c;
            if (at < 0) good = Fault(name, "不认识这一列。请对照说明，多余的列删去。");
            else if (found[at] >= 0) good = Fault(name, "这一列写了两次，请留一列。");
            else found[at] = i;
            if (_problems.TooMany) return null;
        }
        for (var c = 0; c < found.Length; c++)
            if (found[c] < 0 && _file.Columns[c].Required) good = Fault(_file.Columns[c].Name, "缺这一列，请对照说明补上。");
        return good ? found : null;

        bool Fault(string name, string message)
        {
            _problems.Add(_file.Name, 1, name.Length <= 40 ? name : name[..40], "", message);
            return false;
        }
    }

    private void Add(int row, string column, string message, params ReadOnlySpan<object> arguments) => _problems.Add(_file.Name, row, column, "", message, arguments);
}
