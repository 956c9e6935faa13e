namespace Training.Platform.Tenants;

/// <summary>Life of a tenant, as in Orchard Core's <c>TenantState</c>.</summary>
public enum TenantState { Uninitialized, Initializing, Running, Disabled, Invalid }

/// <summary>
/// One installation inside the process: a city or a district. Immutable; a change makes a new one with a new
/// <see cref="VersionId"/>. The first four fields live in <c>tenants.json</c>, the rest in <c>Sites/{name}/appsettings.json</c>.
/// </summary>
public sealed record Tenant
{
    /// <summary>Name of the tenant that manages the others.</summary>
    public const string DefaultName = "Default";

    /// <summary>Letters, digits and underscore; also the name of its folder and, in lower case, of its schema.</summary>
    public required string Name { get; init; }

    /// <summary>Stable identity: survives renaming, is never used again. Part of every cache key, cookie and token.</summary>
    public required string TenantId { get; init; }

    /// <summary>Changes with every save.</summary>
    public required string VersionId { get; init; }

    public TenantState State { get; init; }

    /// <summary>Hosts, comma or space separated, port allowed, <c>*.</c> as wildcard; empty = any.</summary>
    public string RequestUrlHost { get; init; } = "";

    /// <summary>First path segment; empty = none.</summary>
    public string RequestUrlPrefix { get; init; } = "";

    public string RecipeName { get; init; } = "";
    public string Description { get; init; } = "";

    public bool IsDefault => Name == DefaultName;

    /// <summary>Path of this tenant's pages: "" or "/changning".</summary>
    public string BasePath => RequestUrlPrefix.Length == 0 ? "" : "/" + RequestUrlPrefix;
}
