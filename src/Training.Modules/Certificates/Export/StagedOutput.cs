namespace Training.Modules.Certificates.Export;

/// <summary>
/// Takes what a ZIP writer writes, which it does in part synchronously, and hands it on asynchronously in pieces: the server
/// lets nobody wait on a thread for a slow reader.
/// </summary>
internal sealed class StagedOutput(Stream output) : Stream
{
    private readonly MemoryStream _staged = new();

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => _staged.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _staged.Write(buffer);

    /// <summary>Nothing: what is staged goes on with <see cref="DrainAsync"/>.</summary>
    public override void Flush()
    {
    }

    public async Task DrainAsync(CancellationToken cancel)
    {
        _staged.Position = 0;
        await _staged.CopyToAsync(output, cancel);
        _staged.SetLength(0);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
