namespace Training.Modules.Exchange.Format;

/// <summary>
/// Text of a CSV file on its way into the parser: without the mark at its beginning, and never more than a row's worth at a time,
/// so that a file without line ends does not fill the memory.
/// </summary>
internal sealed class RowText(StreamReader inner) : TextReader
{
    private bool _begun;
    private int _since;

    /// <summary>A row was complete.</summary>
    public void RowDone() => _since = 0;

    public override int Read(char[] buffer, int index, int count)
    {
        if (!_begun)
        {
            _begun = true;
            if (inner.Peek() == '\uFEFF') inner.Read();
        }
        // The parser reads ahead by its buffer: that much is always forgiven.
        var read = inner.Read(buffer, index, count);
        _since += read;
        if (_since > FactLimits.Row + (2 * count)) throw new FactsException("有一行太长了。请检查引号和换行。");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
