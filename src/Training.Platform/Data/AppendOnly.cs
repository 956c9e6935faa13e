using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Training.Platform.Data;

/// <summary>
/// Tables whose rows are only ever added: ledgers, trails, locked reports. Saving a changed property throws, and the database itself
/// refuses UPDATE, DELETE and TRUNCATE, whoever sends them.
/// </summary>
public static class AppendOnlyTables
{
    private const string Mark = "Training:AppendOnly";

    /// <summary>To be called last in a configuration.</summary>
    public static void AppendOnly<T>(this EntityTypeBuilder<T> builder) where T : class
    {
        foreach (var property in builder.Metadata.GetProperties())
            if (!property.IsKey()) property.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        builder.HasAnnotation(Mark, true);
    }

    public static IReadOnlyList<string> Of(IModel model) => [.. Types(model).Select(t => t.GetTableName()!).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Sets the triggers after a migration; a table that SQLite had to write anew has lost them.</summary>
    internal static async Task GuardAsync(TenantDb db, CancellationToken cancel)
    {
        var postgres = db.Database.IsNpgsql();
#pragma warning disable EF1002 // names of tables come from the model
        if (postgres)
            await db.Database.ExecuteSqlRawAsync("""
                CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'Rows of % are only ever added.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
                """, cancel);
        foreach (var type in Types(db.Model).DistinctBy(t => t.GetTableName()))
        {
            var columns = type.GetProperties().Select(p => p.GetColumnName());
            await db.Database.ExecuteSqlRawAsync(postgres ? Postgres(type.GetTableName()!) : Sqlite(type.GetTableName()!, columns), cancel);
        }
#pragma warning restore EF1002
    }

    private static IEnumerable<IReadOnlyEntityType> Types(IReadOnlyModel model) => model.GetEntityTypes().Where(t => t.FindAnnotation(Mark) is not null);

    // Setting a column to itself is how a row is locked; it changes nothing.
    private static string Postgres(string table) => $"""
        DROP TRIGGER IF EXISTS append_only ON "{table}";
        CREATE TRIGGER append_only BEFORE UPDATE ON "{table}" FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION refuse_change();
        DROP TRIGGER IF EXISTS append_only_rows ON "{table}";
        CREATE TRIGGER append_only_rows BEFORE DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION refuse_change();
        DROP TRIGGER IF EXISTS append_only_all ON "{table}";
        CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """;

    private static string Sqlite(string table, IEnumerable<string> columns) => $"""
        CREATE TRIGGER IF NOT EXISTS "{table}_no_update" BEFORE UPDATE ON "{table}" WHEN {string.Join(" OR ", columns.Select(c => $"OLD.\"{c}\" IS NOT NEW.\"{c}\""))}
        BEGIN SELECT RAISE(ABORT, 'Rows of {table} are only ever added.'); END;
        CREATE TRIGGER IF NOT EXISTS "{table}_no_delete" BEFORE DELETE ON "{table}" BEGIN SELECT RAISE(ABORT, 'Rows of {table} are only ever added.'); END;
        """;
}
