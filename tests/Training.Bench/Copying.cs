using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;

namespace Training.Bench;

/// <summary>Writes entities without the change tracker: by PostgreSQL's COPY, some hundred thousand a second, or with prepared commands on SQLite.</summary>
internal static class Copying
{
    /// <summary>Rows whose number the database gives.</summary>
    public static Task<int> CopyAsync<T>(this TenantDb db, IEnumerable<T> rows) where T : class => db.CopyAsync(rows.Select(r => (0L, r)), false);

    /// <param name="withId">Writes the numbers; else the database gives them.</param>
    public static async Task<int> CopyAsync<T>(this TenantDb db, IEnumerable<(long Id, T Row)> rows, bool withId = true) where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var columns = type.GetProperties().Where(p => p.Name != "Id").Select(p => (
            Name: p.GetColumnName(table)!, Property: p.PropertyInfo!, Convert: p.GetTypeMapping().Converter?.ConvertToProvider, Type: p.GetColumnType(table))).ToList();
        if (!db.Database.IsNpgsql())
        {
            var bulk = new BulkInsert(db);
            string[] properties = [.. columns.Select(c => c.Property.Name), .. withId ? ["Id"] : Array.Empty<string>()];
            var written = 0;
            foreach (var portion in rows.Chunk(5000))
            {
                await bulk.RunAsync<T>([.. portion.Select(r => columns.Select(c => c.Property.GetValue(r.Row) is { } v ? c.Convert is null ? v : c.Convert(v) : null).Concat(withId ? [r.Id] : []).ToArray())], properties, default);
                written += portion.Length;
            }
            return written;
        }
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var names = string.Join(", ", columns.Select(c => c.Name).Concat(withId ? ["id"] : []).Select(n => $"\"{n}\""));
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table.Name} ({names}) FROM STDIN (FORMAT BINARY)");
        // Twenty million rows with their indexes: the server may write for minutes without taking more.
        copy.Timeout = TimeSpan.FromMinutes(10);
        var count = 0;
        foreach (var (id, row) in rows)
        {
            copy.StartRow();
            foreach (var column in columns) Write(copy, column.Property, column.Convert, column.Type!, row);
            if (withId) copy.Write(id, "bigint");
            count++;
        }
        await copy.CompleteAsync();
        return count;
    }

    private static void Write(NpgsqlBinaryImporter copy, PropertyInfo property, Func<object?, object?>? convert, string type, object row)
    {
        var value = property.GetValue(row);
        if (value is not null && convert is not null) value = convert(value);
        var bare = type.Split('(')[0];
        switch (value)
        {
            case null: copy.WriteNull(); break;
            case string text: copy.Write(text, bare); break;
            case long number: copy.Write(number, bare); break;
            case int number: copy.Write(number, bare); break;
            case bool flag: copy.Write(flag, bare); break;
            case decimal amount: copy.Write(amount, bare); break;
            case DateOnly day: copy.Write(day, bare); break;
            case DateTime time: copy.Write(time, bare); break;
            case byte[] bytes: copy.Write(bytes, bare); break;
            default: throw new InvalidOperationException($"{property.Name} is a {value.GetType().Name}.");
        }
    }
}
