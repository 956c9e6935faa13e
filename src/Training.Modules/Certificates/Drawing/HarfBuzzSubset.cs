using System.Runtime.InteropServices;

namespace Training.Modules.Certificates.Drawing;

/// <summary>
/// The part of HarfBuzz that cuts fonts. HarfBuzzSharp does not wrap it, its native library exports it
/// (C API: https://harfbuzz.github.io/harfbuzz-hb-subset.html).
/// </summary>
internal static class HarfBuzzSubset
{
    private const string Library = "libHarfBuzzSharp";

    [DllImport(Library)] internal static extern nint hb_blob_create_from_file_or_fail([MarshalAs(UnmanagedType.LPUTF8Str)] string file);
    [DllImport(Library)] internal static extern void hb_blob_destroy(nint blob);
    [DllImport(Library)] internal static extern nint hb_blob_get_data(nint blob, out uint length);
    [DllImport(Library)] internal static extern nint hb_face_create(nint blob, uint index);
    [DllImport(Library)] internal static extern void hb_face_destroy(nint face);
    [DllImport(Library)] internal static extern void hb_face_collect_unicodes(nint face, nint set);
    [DllImport(Library)] internal static extern nint hb_face_reference_blob(nint face);
    [DllImport(Library)] internal static extern void hb_face_make_immutable(nint face);
    [DllImport(Library)] internal static extern nint hb_subset_input_create_or_fail();
    [DllImport(Library)] internal static extern void hb_subset_input_destroy(nint input);
    [DllImport(Library)] internal static extern nint hb_subset_input_unicode_set(nint input);
    [DllImport(Library)] internal static extern nint hb_set_create();
    [DllImport(Library)] internal static extern void hb_set_destroy(nint set);
    [DllImport(Library)] internal static extern int hb_set_has(nint set, uint codepoint);
    [DllImport(Library)] internal static extern void hb_set_add(nint set, uint codepoint);
    [DllImport(Library)] internal static extern nint hb_subset_or_fail(nint source, nint input);
}
