using System.Buffers;

namespace Training.Modules.Reporting.Models;

/// <summary>Writes numbers of the aggregate: seven bits a byte, the lowest first, so that small ones take one byte.</summary>
internal sealed class VarintWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public void Number(int value)
    {
        var span = _bytes.GetSpan(5);
        var length = 0;
        var rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7) span[length++] = (byte)(rest | 0x80);
        span[length++] = (byte)rest;
        _bytes.Advance(length);
    }

    /// <summary>Also below zero.</summary>
    public void Signed(int value) => Number((value << 1) ^ (value >> 31));

    public byte[] ToBytes() => _bytes.WrittenSpan.ToArray();
}

/// <summary>Reads what <see cref="VarintWriter"/> wrote.</summary>
internal ref struct VarintReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly bool IsAtEnd => _at == _bytes.Length;

    public int Number()
    {
        var part = _bytes[_at++];
        if (part < 0x80) return part;
        var value = (uint)(part & 0x7F);
        for (var shift = 7; ; shift += 7)
        {
            part = _bytes[_at++];
            value |= (uint)(part & 0x7F) << shift;
            if (part < 0x80) return (int)value;
        }
    }

    public int Signed()
    {
        var value = (uint)Number();
        return (int)(value >> 1) ^ -(int)(value & 1);
    }
}
