using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Services;

/// <summary>
/// Inserts many rows of one table in the running transaction without the change tracker: on PostgreSQL by COPY, elsewhere with prepared
/// commands of some rows. Values are given as the database takes them.
/// </summary>
public sealed class BulkInsert(TenantDb db)
{
    /// <summary>SQLite looks for each parameter among all of its command: with a hundred rows that takes ten times as long as the insert.</summary>
    private const int RowsAtOnceOnSqlite = 8;

    private const int RowsAtOnce = 100;

    /// <summary>Fewer rows are faster in one command.</summary>
    private const int CopyFrom = 40;

    /// <param name="properties">Mapped properties in the order of the values.</param>
    public async Task RunAsync<T>(IReadOnlyList<object?[]> rows, IReadOnlyList<string> properties, CancellationToken cancel) where T : class
    {
        if (rows.Count == 0) return;
        if (rows.Count >= CopyFrom && db.Database.IsNpgsql())
        {
            await CopyAsync<T>(rows, properties, cancel);
            return;
        }
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("A bulk insert needs a transaction.");
        var most = db.Database.IsNpgsql() ? RowsAtOnce : RowsAtOnceOnSqlite;
        DbCommand? full = null;
        try
        {
            foreach (var portion in rows.Chunk(most))
            {
                var command = portion.Length == most ? full ??= Command<T>(transaction, properties, most) : Command<T>(transaction, properties, portion.Length);
                var p = 0;
                foreach (var row in portion)
                    foreach (var value in row) command.Parameters[p++].Value = value ?? DBNull.Value;
                await command.ExecuteNonQueryAsync(cancel);
                if (command != full) await command.DisposeAsync();
            }
        }
        finally
        {
            if (full is not null) await full.DisposeAsync();
        }
    }

    private async Task CopyAsync<T>(IReadOnlyList<object?[]> rows, IReadOnlyList<string> properties, CancellationToken cancel) where T : class
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A bulk insert needs a transaction.");
        var (table, columns) = Columns<T>(properties);
        var types = columns.Select(c => c.Type.Split('(')[0]).ToArray();
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table} ({string.Join(", ", columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)", cancel);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancel);
            for (var c = 0; c < row.Length; c++)
            {
                if (row[c] is null or DBNull) await copy.WriteNullAsync(cancel);
                else await copy.WriteAsync(row[c]!, types[c], cancel);
            }
        }
        await copy.CompleteAsync(cancel);
    }

    /// <summary>Names as SQL takes them ("end" is a word of it) and types.</summary>
    private (string Table, IReadOnlyList<(string Name, string Type)> Columns) Columns<T>(IReadOnlyList<string> properties)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        return (table.Name, [.. properties.Select(p => type.FindProperty(p)!).Select(p => ('"' + p.GetColumnName(table)! + '"', p.GetColumnType(table)!))]);
    }

    private DbCommand Command<T>(DbTransaction transaction, IReadOnlyList<string> properties, int rows)
    {
        var (table, columns) = Columns<T>(properties);
        var sql = new StringBuilder("INSERT INTO ").Append(table).Append(" (").AppendJoin(", ", columns.Select(c => c.Name)).Append(") VALUES ");
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        for (int r = 0, p = 0; r < rows; r++)
        {
            sql.Append(r == 0 ? "(" : ", (");
            for (var c = 0; c < columns.Count; c++, p++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "p" + p.ToString(CultureInfo.InvariantCulture);
                sql.Append(c == 0 ? "@" : ", @").Append(parameter.ParameterName);
                command.Parameters.Add(parameter);
            }
            sql.Append(')');
        }
        command.CommandText = sql.ToString();
        return command;
    }
}
