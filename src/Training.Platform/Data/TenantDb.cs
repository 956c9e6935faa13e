using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Training.Platform.Security;

namespace Training.Platform.Data;

/// <summary>
/// The database of the current tenant. Pooled, so it carries no state of its own: <see cref="TenantConnection"/> leads
/// each opened connection to the tenant. One subclass a provider exists only to own that provider's migrations.
/// </summary>
public abstract class TenantDb(DbContextOptions options, ModelParts parts) : IdentityUserContext<User, long>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        foreach (var assembly in parts.Assemblies) builder.ApplyConfigurationsFromAssembly(assembly);
        builder.Entity<IdentityUserClaim<long>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<long>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<long>>().ToTable("user_tokens");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTime>().HaveConversion<UtcConverter>();
        configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configuration.Properties<decimal>().HavePrecision(9, 2);
    }

    /// <summary>SQLite forgets that a time is UTC; PostgreSQL refuses one that is not.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        v => v.Kind == DateTimeKind.Utc ? v : DateTime.SpecifyKind(v, DateTimeKind.Utc),
        v => DateTime.SpecifyKind(v, DateTimeKind.Utc));
}

/// <summary>The assemblies whose entity configurations make the model.</summary>
public sealed record ModelParts(params System.Reflection.Assembly[] Assemblies);
