using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Training.Platform.Tenants;

namespace Training.Platform.Data;

/// <summary>
/// The isolation of tenants: every time a connection opens it is led to the current tenant's file (SQLite) or schema
/// (PostgreSQL). Without a tenant in context it throws, so nothing is ever read from a left-over path.
/// </summary>
public sealed class TenantConnection(CurrentTenant current, AppData appData, DatabaseOptions options) : DbConnectionInterceptor
{
    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData data, InterceptionResult result)
    {
        if (connection is SqliteConnection) PointToFile(connection);
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData data, InterceptionResult result, CancellationToken cancel = default) =>
        new(ConnectionOpening(connection, data, result));

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData data)
    {
        using var command = OpeningCommand(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData data, CancellationToken cancel = default)
    {
        await using var command = OpeningCommand(connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Schema of a tenant; quoted by the caller. Tenant names are letters, digits and underscore only.</summary>
    public string Schema(Tenant tenant) => string.Format(System.Globalization.CultureInfo.InvariantCulture, options.SchemaPattern, tenant.Name.ToLowerInvariant());

    public string SqliteFile(Tenant tenant) => appData.Site(tenant, "site.db");

    private void PointToFile(DbConnection connection)
    {
        var wanted = "Data Source=" + SqliteFile(current.Required) + ";Foreign Keys=True;Default Timeout=30";
        if (connection.ConnectionString != wanted) connection.ConnectionString = wanted;
    }

    private DbCommand OpeningCommand(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = connection is NpgsqlConnection
            ? $"SET search_path TO \"{Schema(current.Required)}\""
            // Safe against a killed process, because the file is in WAL mode (set when it is made).
            : "PRAGMA synchronous=NORMAL";
        return command;
    }
}
