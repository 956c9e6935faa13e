using System.Security.Cryptography;
using System.Text;

namespace Training.Platform.Data;

/// <summary>Orchard Core's ids: 26 characters of lower-case base 32 (130 bits).</summary>
public static class Ids
{
    public const int Length = 26;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new unguessable id.</summary>
    public static string New() => Encode(RandomNumberGenerator.GetBytes(17));

    /// <summary>The id that belongs to a key for ever: shipped content keeps its id over re-imports and between sites.</summary>
    public static string FromKey(string key) => Encode(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 17));

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
