using System.Collections.Frozen;
using System.Text.Json;
using Training.Platform.Data;

namespace Training.Platform.Display;

/// <summary>The files of a theme: built assets with their hashes, icons, drawings.</summary>
public sealed class Theme
{
    private readonly FrozenDictionary<string, string> _hashes;
    private readonly FrozenDictionary<string, string> _icons;

    /// <exception cref="FileNotFoundException">The assets have not been built; the message names the command.</exception>
    public Theme(AppData appData)
    {
        Folder = Path.Combine(appData.Themes, "default");
        _hashes = Read("assets.json");
        _icons = Read("icons.json");
    }

    public string Folder { get; }

    /// <summary>Built assets, served below <c>/assets/</c>.</summary>
    public string WebRoot => Path.Combine(Folder, "wwwroot");

    public string Views => Path.Combine(Folder, "Views");

    /// <summary>Inner markup of an icon.</summary>
    public string Icon(string name) => _icons.TryGetValue(name, out var svg)
        ? svg
        : throw new KeyNotFoundException($"The theme has no icon '{name}'. Add it to themes/default/icons.txt and run `npm run build`.");

    /// <summary>Address of an asset with its hash, so that it can be cached for ever.</summary>
    public string AssetUrl(string pathBase, string name) =>
        $"{pathBase}/assets/{name}{(_hashes.TryGetValue(name, out var hash) ? "?v=" + hash : "")}";

    /// <summary>A drawing of <c>art/</c> as inline SVG.</summary>
    public string Art(string name) => _art.GetOrAdd(name, n => File.ReadAllText(Path.Combine(Folder, "art", n + ".svg")));

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> _art = new();

    private FrozenDictionary<string, string> Read(string file)
    {
        var path = Path.Combine(WebRoot, file);
        if (!File.Exists(path))
            throw new FileNotFoundException($"The theme's assets are missing ({file}). Run `npm ci --ignore-scripts && npm run build` in the repository root, or use ./run.sh.", path);
        using var stream = File.OpenRead(path);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary();
    }
}
