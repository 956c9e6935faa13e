using System.Collections.Concurrent;
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
    private const string Nowhere = "";
    private const int SessionsMost = 10_000;

    /// <summary>Sessions of PostgreSQL, by number, and the schema that each was led to last.</summary>
    private readonly ConcurrentDictionary<int, string> _sessions = [];

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
        if (IsThere(connection, out var schema)) return;
        using var command = OpeningCommand(connection, schema);
        command.ExecuteNonQuery();
        Remember(connection, schema);
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData data, CancellationToken cancel = default)
    {
        if (IsThere(connection, out var schema)) return;
        await using var command = OpeningCommand(connection, schema);
        await command.ExecuteNonQueryAsync(cancel);
        Remember(connection, schema);
    }

    /// <summary>
    /// From now on it is remembered where this session of PostgreSQL was led, so that it need not be told again. To be called as each begins,
    /// because a new one may have the number of one that has ended; and only where nothing else sets or resets its search path.
    /// </summary>
    public void Follow(NpgsqlConnection session)
    {
        // Those forgotten are told each time, as without this.
        if (_sessions.Count >= SessionsMost) _sessions.Clear();
        _sessions[session.ProcessID] = Nowhere;
    }

    /// <summary>Schema of a tenant; quoted by the caller. Tenant names are letters, digits and underscore only.</summary>
    public string Schema(Tenant tenant) => string.Format(System.Globalization.CultureInfo.InvariantCulture, options.SchemaPattern, tenant.Name.ToLowerInvariant());

    public string SqliteFile(Tenant tenant) => appData.Site(tenant, "site.db");

    private void PointToFile(DbConnection connection)
    {
        var wanted = "Data Source=" + SqliteFile(current.Required) + ";Foreign Keys=True;Default Timeout=30";
        if (connection.ConnectionString != wanted) connection.ConnectionString = wanted;
    }

    private bool IsThere(DbConnection connection, out string schema)
    {
        schema = connection is NpgsqlConnection ? Schema(current.Required) : "";
        if (connection is not NpgsqlConnection session || !_sessions.TryGetValue(session.ProcessID, out var led)) return false;
        if (led == schema) return true;
        // Until it is known to have arrived: a command that is broken off may have been carried out.
        _sessions[session.ProcessID] = Nowhere;
        return false;
    }

    private void Remember(DbConnection connection, string schema)
    {
        if (connection is NpgsqlConnection session && _sessions.ContainsKey(session.ProcessID)) _sessions[session.ProcessID] = schema;
    }

    private static DbCommand OpeningCommand(DbConnection connection, string schema)
    {
        var command = connection.CreateCommand();
        command.CommandText = connection is NpgsqlConnection
            ? $"SET search_path TO \"{schema}\""
            // Safe against a killed process, because the file is in WAL mode (set when it is made).
            : "PRAGMA synchronous=NORMAL";
        return command;
    }
}
