using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Caching.Memory;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Platform.Settings;

/// <summary>One settings document of a tenant, by the name of its type.</summary>
public sealed class Setting
{
    public required string Name { get; init; }
    public required string Json { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Setting>
    {
        public void Configure(EntityTypeBuilder<Setting> builder)
        {
            builder.ToTable("settings");
            builder.HasKey(s => s.Name);
            builder.Property(s => s.Name).HasMaxLength(100);
        }
    }
}

/// <summary>Typed settings of the current tenant; a missing document is the type's defaults. Other nodes follow within 30 s.</summary>
public sealed class SettingsStore(TenantDb db, IMemoryCache cache, CurrentTenant tenant)
{
    public async ValueTask<T> GetAsync<T>(CancellationToken cancel) where T : class, new()
    {
        var key = (tenant.Required.TenantId, "settings", typeof(T).Name);
        if (cache.TryGetValue(key, out T? found)) return found!;
        var row = await db.Set<Setting>().AsNoTracking().FirstOrDefaultAsync(s => s.Name == typeof(T).Name, cancel);
        var value = row is null ? new T() : JsonSerializer.Deserialize<T>(row.Json, ContentJson.Options)!;
        return cache.Set(key, value, TimeSpan.FromSeconds(30));
    }

    public async Task SetAsync<T>(T value, CancellationToken cancel) where T : class, new() =>
        await SetJsonAsync(typeof(T).Name, JsonSerializer.Serialize(value, ContentJson.Options), cancel);

    /// <summary>After a change was rolled back: what was read meanwhile holds no more.</summary>
    public void Forget<T>() where T : class, new() => cache.Remove((tenant.Required.TenantId, "settings", typeof(T).Name));

    /// <summary>Stores a document as it comes from a recipe.</summary>
    public async Task SetJsonAsync(string name, string json, CancellationToken cancel)
    {
        var row = await db.Set<Setting>().FirstOrDefaultAsync(s => s.Name == name, cancel);
        if (row is null) db.Add(new Setting { Name = name, Json = json });
        else row.Json = json;
        await db.SaveChangesAsync(cancel);
        cache.Remove((tenant.Required.TenantId, "settings", name));
    }
}
