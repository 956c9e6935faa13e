using System.Security.Cryptography;
using System.Text;

namespace Training.Platform.Data;

/// <summary>Orchard Core's ids: 26 characters of lower-case base 32 (130 bits).</summary>
public static class Ids
{
    public const int Length = 26;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private const int BytesOfAnId = 17;

    /// <summary>Random bytes for the next ids of this thread: asking the system for each id costs more than all else about it.</summary>
    [ThreadStatic]
    private static byte[]? _random;

    [ThreadStatic]
    private static int _left;

    /// <summary>A new unguessable id.</summary>
    public static string New()
    {
        var random = _random ??= new byte[BytesOfAnId * 60];
        if (_left == 0)
        {
            RandomNumberGenerator.Fill(random);
            _left = random.Length;
        }
        _left -= BytesOfAnId;
        var own = random.AsSpan(_left, BytesOfAnId);
        var id = Encode(own);
        own.Clear();
        return id;
    }

    /// <summary>The id that belongs to a key for ever: shipped content keeps its id over re-imports and between sites.</summary>
    public static string FromKey(string key) => Encode(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, BytesOfAnId));

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> chars = stackalloc char[Length];
        int buffer = 0, bits = 0, next = 0;
        for (var i = 0; i < Length; i++)
        {
            if (bits < 5) { buffer = (buffer << 8) | bytes[next++]; bits += 8; }
            chars[i] = Alphabet[(buffer >> (bits - 5)) & 31];
            bits -= 5;
            buffer &= (1 << bits) - 1;
        }
        return new string(chars);
    }
}
