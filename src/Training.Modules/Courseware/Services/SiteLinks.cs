namespace Training.Modules.Courseware.Services;

/// <summary>Addresses of this site that a text may link to.</summary>
internal sealed class SiteLinks(IEnumerable<ModulePack> packs)
{
    /// <summary>Pages that every site has.</summary>
    internal static readonly IReadOnlySet<string> Fixed = new HashSet<string> { "/resources", "/projects", "/modules", "/scenarios" };

    private readonly HashSet<string> _modules =
    [
        .. packs.SelectMany(p => (string[])
        [
            $"/modules/{p.Module.Code}",
            .. p.Tool is null ? Array.Empty<string>() : [$"/modules/{p.Module.Code}/tool"],
            .. p.Lessons.Select((_, i) => $"/modules/{p.Module.Code}/lessons/{i + 1}"),
        ]),
    ];

    public bool Exists(string url) => Fixed.Contains(url) || _modules.Contains(url);
}
