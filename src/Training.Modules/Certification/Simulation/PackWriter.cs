using System.Buffers;
using System.Text;

namespace Training.Modules.Certification.Simulation;

/// <summary>Writes the numbers and words of a pack: small numbers take one byte, a word is written once.</summary>
internal sealed class PackWriter
{
    private readonly ArrayBufferWriter<byte> _body = new(256);
    private readonly Dictionary<string, int> _words = [];

    public void Byte(byte value)
    {
        _body.GetSpan(1)[0] = value;
        _body.Advance(1);
    }

    /// <summary>Seven bits a byte, the lowest first.</summary>
    public void Number(ulong value) => Number(_body, value);

    /// <summary>Also below zero.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Null is 0.</summary>
    public void Word(string? word)
    {
        if (word is null)
        {
            Number(0);
            return;
        }
        if (!_words.TryGetValue(word, out var index)) _words[word] = index = _words.Count + 1;
        Number((ulong)index);
    }

    /// <summary>The words in the order of their first use, and what was written.</summary>
    public byte[] ToBytes()
    {
        var all = new ArrayBufferWriter<byte>(_body.WrittenCount + 64);
        Number(all, (ulong)_words.Count);
        foreach (var word in _words.Keys)
        {
            var bytes = Encoding.UTF8.GetBytes(word);
            Number(all, (ulong)bytes.Length);
            all.Write(bytes);
        }
        all.Write(_body.WrittenSpan);
        return all.WrittenSpan.ToArray();
    }

    private static void Number(ArrayBufferWriter<byte> to, ulong value)
    {
        var span = to.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        to.Advance(length);
    }
}
