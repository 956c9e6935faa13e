using Microsoft.EntityFrameworkCore;
using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Web.Data;

/// <summary>The model on SQLite; owns the migrations in <c>Migrations/Sqlite</c>.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options, ModelParts parts) : TenantDb(options, parts);

/// <summary>The model on PostgreSQL; owns the migrations in <c>Migrations/Postgres</c>.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options, ModelParts parts) : TenantDb(options, parts)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<ContentItem>().Property(c => c.Content).HasColumnType("jsonb");
    }
}
