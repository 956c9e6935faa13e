using System.Text;

namespace Training.Modules.Certification.Simulation;

/// <summary>
/// Words that occur again and again in packs, each kept once: a million people name the same thirty modules. For one thread.
/// </summary>
public sealed class WordPool
{
    /// <summary>Words beyond these are made anew each time: subjects that people typed in may be many.</summary>
    private const int Most = 20_000;

    private readonly Dictionary<ulong, string> _codes = [];
    private readonly Dictionary<string, string> _words = [];
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private string?[] _row = new string?[64];

    public WordPool() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<byte> utf8)
    {
        // Codes have a few bytes: as a number they are found without making letters of them. Bytes and length make the number unique.
        if (utf8.Length > 7) return Long(utf8);
        var code = (ulong)utf8.Length;
        foreach (var part in utf8) code = (code << 8) | part;
        if (_codes.TryGetValue(code, out var known)) return known;
        var word = Long(utf8);
        if (_codes.Count < Most) _codes[code] = word;
        return word;
    }

    /// <summary>Room for the words of one pack, until the next is read; the first is none.</summary>
    internal Span<string?> Row(int count)
    {
        if (_row.Length < count) _row = new string?[count];
        return _row.AsSpan(0, count);
    }

    private string Long(ReadOnlySpan<byte> utf8)
    {
        Span<char> letters = stackalloc char[256];
        if (utf8.Length > letters.Length) return Encoding.UTF8.GetString(utf8);
        var text = letters[..Encoding.UTF8.GetChars(utf8, letters)];
        if (_lookup.TryGetValue(text, out var known)) return known;
        var word = text.ToString();
        if (_words.Count < Most) _words[word] = word;
        return word;
    }
}

/// <summary>Reads what <see cref="PackWriter"/> wrote.</summary>
internal ref struct PackReader
{
    private readonly ReadOnlySpan<string?> _words;
    private ReadOnlySpan<byte> _rest;

    public PackReader(ReadOnlySpan<byte> bytes, WordPool pool)
    {
        _rest = bytes;
        _words = [];
        var words = pool.Row((int)Number() + 1);
        for (var i = 1; i < words.Length; i++)
        {
            var length = (int)Number();
            words[i] = pool.Of(_rest[..length]);
            _rest = _rest[length..];
        }
        _words = words;
    }

    public byte Byte()
    {
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public ulong Number()
    {
        // Most are small.
        if (_rest[0] < 0x80) return Byte();
        ulong value = 0;
        var i = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = _rest[i++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) break;
        }
        _rest = _rest[i..];
        return value;
    }

    public long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string? Word() => _words[(int)Number()];
}
