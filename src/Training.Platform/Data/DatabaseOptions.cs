namespace Training.Platform.Data;

public enum DatabaseProvider { Sqlite, Postgres }

/// <summary>Section <c>Database</c> of the settings: which database, and for PostgreSQL where.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>PostgreSQL only. SQLite uses a file a tenant below <c>App_Data/Sites</c>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>PostgreSQL only: schema of a tenant, <c>{0}</c> is its name in lower case.</summary>
    public string SchemaPattern { get; set; } = "{0}";
}
