using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Training.Web.Data;

/// <summary>For <c>dotnet ef migrations add Name --context SqliteDb --output-dir Migrations/Sqlite</c>.</summary>
internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=design.db").UseSnakeCaseNamingConvention().Options, DatabaseServices.Parts);
}

/// <summary>For <c>dotnet ef migrations add Name --context PostgresDb --output-dir Migrations/Postgres</c>.</summary>
internal sealed class DesignTimePostgres : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=127.0.0.1").UseSnakeCaseNamingConvention().Options, DatabaseServices.Parts);
}
