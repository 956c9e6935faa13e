using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Training.Platform.Data;

namespace Training.Platform.Tenants;

/// <summary>
/// Reads and writes <c>App_Data/tenants.json</c> and <c>App_Data/Sites/{name}/appsettings.json</c> (Orchard Core's files).
/// A write goes to a temporary file first, so that a killed process never leaves half a file.
/// </summary>
public sealed class TenantStore(AppData appData)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly Lock _gate = new();
    private volatile TenantTable? _table;

    /// <summary>All tenants, indexed for look-up by host and path.</summary>
    public TenantTable Table => _table ?? Reload();

    public Tenant? Find(string name) =>
        Table.Tenants.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase));

    public TenantTable Reload()
    {
        lock (_gate) return _table = new TenantTable(Load());
    }

    /// <summary>Adds or replaces a tenant by name; gives the stored one with its new version id.</summary>
    /// <exception cref="TenantConflictException">Another tenant already answers to the same address, or somebody saved in between.</exception>
    public Tenant Save(Tenant tenant)
    {
        lock (_gate)
        {
            var all = Load();
            var stored = all.FirstOrDefault(t => t.Name == tenant.Name);
            if (stored is not null && stored.VersionId != tenant.VersionId)
                throw new TenantConflictException($"Tenant '{tenant.Name}' was changed by someone else. Reload and try again.");
            var saved = tenant with { VersionId = Ids.New() };
            all.RemoveAll(t => t.Name == tenant.Name);
            all.Add(saved);
            var table = new TenantTable(all);

            WriteFile(appData.Path("tenants.json"), all.ToDictionary(t => t.Name, t => new TenantEntry(
                t.TenantId, t.VersionId, t.State, NullIfEmpty(t.RequestUrlHost), NullIfEmpty(t.RequestUrlPrefix))));
            WriteFile(appData.Site(saved, "appsettings.json"), new SiteEntry(NullIfEmpty(saved.RecipeName), NullIfEmpty(saved.Description)));
            _table = table;
            return saved;
        }
    }

    private List<Tenant> Load()
    {
        var file = appData.Path("tenants.json");
        if (!File.Exists(file)) return [];
        var entries = JsonSerializer.Deserialize<Dictionary<string, TenantEntry>>(File.ReadAllText(file), Json) ?? [];
        return [.. entries.Select(e =>
        {
            var site = appData.Path("Sites", e.Key, "appsettings.json");
            var settings = File.Exists(site) ? JsonSerializer.Deserialize<SiteEntry>(File.ReadAllText(site), Json) : null;
            return new Tenant
            {
                Name = e.Key,
                TenantId = e.Value.TenantId,
                VersionId = e.Value.VersionId,
                State = e.Value.State,
                RequestUrlHost = e.Value.RequestUrlHost ?? "",
                RequestUrlPrefix = e.Value.RequestUrlPrefix ?? "",
                RecipeName = settings?.RecipeName ?? "",
                Description = settings?.Description ?? "",
            };
        })];
    }

    private static void WriteFile<T>(string path, T value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(value, Json));
        File.Move(temporary, path, overwrite: true);
    }

    private static string? NullIfEmpty(string s) => s.Length == 0 ? null : s;

    private sealed record TenantEntry(string TenantId, string VersionId, TenantState State, string? RequestUrlHost, string? RequestUrlPrefix);

    private sealed record SiteEntry(string? RecipeName, string? Description);
}

/// <summary>Two tenants claim the same address, or a tenant was saved by someone else in between.</summary>
public sealed class TenantConflictException(string message) : Exception(message);
