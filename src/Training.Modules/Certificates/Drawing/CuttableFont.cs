using System.Text;
using SkiaSharp;
using static Training.Modules.Certificates.Drawing.HarfBuzzSubset;

namespace Training.Modules.Certificates.Drawing;

/// <summary>
/// A font file, mapped into memory once, from which the few characters of one document are cut. The whole font would make a
/// 12 MB file in which 小 月 日 cannot be copied; a cut one 30 kB in which they can. Safe to use from several threads.
/// </summary>
internal sealed class CuttableFont : IDisposable
{
    private readonly nint _face, _characters;

    /// <exception cref="FileNotFoundException">The theme has not been built; the message names the command.</exception>
    public CuttableFont(string file)
    {
        var blob = hb_blob_create_from_file_or_fail(file);
        if (blob == 0) throw new FileNotFoundException($"The font {Path.GetFileName(file)} is missing. Run `npm ci --ignore-scripts && npm run build` in the repository root, or use ./run.sh.", file);
        _face = hb_face_create(blob, 0);
        hb_face_make_immutable(_face);
        _characters = hb_set_create();
        hb_face_collect_unicodes(_face, _characters);
        hb_blob_destroy(blob);
    }

    /// <summary>True when the font has a drawing of the character.</summary>
    public bool Has(Rune rune) => hb_set_has(_characters, (uint)rune.Value) != 0;

    /// <summary>A typeface that holds these characters, and no others.</summary>
    public SKTypeface Cut(IEnumerable<Rune> runes)
    {
        var input = hb_subset_input_create_or_fail();
        nint face = 0, blob = 0;
        try
        {
            var set = hb_subset_input_unicode_set(input);
            foreach (var rune in runes) hb_set_add(set, (uint)rune.Value);
            face = hb_subset_or_fail(_face, input);
            if (face == 0) throw new InvalidOperationException("The font could not be cut.");
            blob = hb_face_reference_blob(face);
            var data = hb_blob_get_data(blob, out var length);
            return SKTypeface.FromData(SKData.CreateCopy(data, length)) ?? throw new InvalidOperationException("The cut font could not be read.");
        }
        finally
        {
            if (blob != 0) hb_blob_destroy(blob);
            if (face != 0) hb_face_destroy(face);
            hb_subset_input_destroy(input);
        }
    }

    public void Dispose()
    {
        hb_set_destroy(_characters);
        hb_face_destroy(_face);
    }
}
