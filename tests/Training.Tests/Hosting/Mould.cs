using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Tests.Hosting;

/// <summary>
/// A tenant that the app set up once as it sets up every tenant, and from which the tests then take copies: a thousand of them want
/// the same empty district, and half of the time of the suite went into making it.
/// </summary>
internal sealed class Mould(TestApp app, TestTenant original)
{
    private static readonly ConcurrentDictionary<(TestApp, bool Content), Lazy<Task<Mould>>> Moulds = new();

    private readonly Lazy<string> _script = new(() => Dump(Schema(app, original.Tenant)));
    private readonly Lock _checkpoint = new();

    public TestTenant Original => original;

    /// <param name="content">With the shipped content.</param>
    public static Task<Mould> OfAsync(TestApp app, bool content) =>
        Moulds.GetOrAdd((app, content), key => new(async () => new(app, await TestTenant.SetUpAsync(app, key.Content)))).Value;

    /// <summary>Puts database and files of the original where the app will look for those of another tenant.</summary>
    public async Task CopyToAsync(Tenant tenant)
    {
        var (from, to) = (Path.GetDirectoryName(SqliteFile(original.Tenant))!, Path.GetDirectoryName(SqliteFile(tenant))!);
        // Others wait for the first: whoever copied the file meanwhile would have half of it.
        if (app.Database == TestDatabase.Sqlite)
            lock (_checkpoint) Checkpoint(SqliteFile(original.Tenant));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            // Written when the tenant is saved; the others belong to those who have files open.
            if (Path.GetFileName(file) is "appsettings.json" or "site.db-wal" or "site.db-shm" or "write.lock") continue;
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        if (app.Database == TestDatabase.Sqlite) return;
        await using var connection = new NpgsqlConnection(TestApp.PostgresServer);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = _script.Value.Replace(Schema(app, original.Tenant), Schema(app, tenant), StringComparison.Ordinal);
        await command.ExecuteNonQueryAsync();
    }

    private string SqliteFile(Tenant tenant) => app.Services.GetRequiredService<TenantConnection>().SqliteFile(tenant);

    private static string Schema(TestApp app, Tenant tenant) => app.Services.GetRequiredService<TenantConnection>().Schema(tenant);

    /// <summary>Everything into the one file that is copied.</summary>
    private static void Checkpoint(string file)
    {
        using var connection = new SqliteConnection("Data Source=" + file);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }

    private static string Dump(string schema)
    {
        var server = new NpgsqlConnectionStringBuilder(TestApp.PostgresServer);
        var start = new ProcessStartInfo(Program())
        {
            RedirectStandardOutput = true,
            ArgumentList = { "--host", server.Host!, "--port", $"{server.Port}", "--username", server.Username!, "--schema", schema, "--no-owner", "--rows-per-insert=500", server.Database! },
        };
        using var dump = Process.Start(start)!;
        var script = dump.StandardOutput.ReadToEnd();
        dump.WaitForExit();
        if (dump.ExitCode != 0) throw new InvalidOperationException($"pg_dump ended with {dump.ExitCode}.");
        // Lines for psql, not for the server.
        return string.Join('\n', script.Split('\n').Where(l => !l.StartsWith("\\restrict ", StringComparison.Ordinal) && !l.StartsWith("\\unrestrict ", StringComparison.Ordinal)));

        static string Program() => Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin", "pg_dump")).FirstOrDefault(File.Exists) ?? "pg_dump";
    }
}
