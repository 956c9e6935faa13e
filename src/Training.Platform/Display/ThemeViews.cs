using System.Collections.Concurrent;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Training.Platform.Display;

/// <summary>
/// The theme's templates for <c>include</c>, which asks for the file at every use: what the disk said is believed for two
/// seconds, so that a page does not look up ten files, and a designer still sees a change on reload.
/// </summary>
internal sealed class ThemeViews(string folder) : IFileProvider
{
    private readonly PhysicalFileProvider _files = new(folder);
    private readonly ConcurrentDictionary<string, (long ReadAt, IFileInfo File)> _known = new();

    public IFileInfo GetFileInfo(string subpath)
    {
        if (_known.TryGetValue(subpath, out var known) && Environment.TickCount64 - known.ReadAt < LiquidViews.FreshMs) return known.File;
        var file = _files.GetFileInfo(subpath);
        _known[subpath] = (Environment.TickCount64, file);
        return file;
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => _files.GetDirectoryContents(subpath);

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
