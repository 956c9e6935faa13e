using Training.Platform.Tenants;

namespace Training.Platform.Data;

/// <summary>Where files live: <c>App_Data</c> for what is written, <c>content/</c> and <c>themes/</c> for what is shipped.</summary>
public sealed class AppData(string root, string content, string themes)
{
    public string Root { get; } = System.IO.Path.GetFullPath(root);

    /// <summary>Shipped packs, directories, schemes and recipes.</summary>
    public string Content { get; } = System.IO.Path.GetFullPath(content);

    public string Themes { get; } = System.IO.Path.GetFullPath(themes);

    public string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>A path in the tenant's own folder <c>Sites/{name}/</c>.</summary>
    public string Site(Tenant tenant, params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, "Sites", tenant.Name, .. parts]);
}
