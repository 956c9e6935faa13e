using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Services;

/// <summary>
/// Inserts many rows of one table with prepared commands of a hundred rows, in the running transaction: about ten times the
/// pace of the change tracker. Values are given as the database takes them.
/// </summary>
public sealed class BulkInsert(TenantDb db)
{
    private const int RowsAtOnce = 100;

    /// <param name="properties">Mapped properties in the order of the values.</param>
    public async Task RunAsync<T>(IReadOnlyList<object?[]> rows, IReadOnlyList<string> properties, CancellationToken cancel) where T : class
    {
        if (rows.Count == 0) return;
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("A bulk insert needs a transaction.");
        DbCommand? full = null;
        try
        {
            foreach (var portion in rows.Chunk(RowsAtOnce))
            {
                var command = portion.Length == RowsAtOnce ? full ??= Command<T>(transaction, properties, RowsAtOnce) : Command<T>(transaction, properties, portion.Length);
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

    private DbCommand Command<T>(DbTransaction transaction, IReadOnlyList<string> properties, int rows)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var columns = properties.Select(p => '"' + type.FindProperty(p)!.GetColumnName(table)! + '"').ToList(); // "end" is a word of SQL
        var sql = new StringBuilder("INSERT INTO ").Append(table.Name).Append(" (").AppendJoin(", ", columns).Append(") VALUES ");
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
