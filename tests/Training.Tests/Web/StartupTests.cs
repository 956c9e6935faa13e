using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Training.Tests.Hosting;

namespace Training.Tests.Web;

/// <summary>What goes wrong at start is said in one line, and leaves nothing half-done.</summary>
public sealed class StartupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("training-start").FullName;
    private readonly string _schemas = "start" + Guid.NewGuid().ToString("N")[..8];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, OnBothDatabases]
    public async Task A_setup_that_was_killed_is_completed_by_the_next_start(TestDatabase database)
    {
        var (port, settings) = (SiteProcess.FreePort(), SiteProcess.Database(database, _schemas));
        try
        {
            await using (var first = SiteProcess.Start(_folder, port, settings))
            {
                await first.SeesAsync("Recipe shili: step DemoCity", Cancel);
                await first.KillAsync();
            }
            Assert.Contains("\"Initializing\"", await File.ReadAllTextAsync(Path.Combine(_folder, "tenants.json"), Cancel));

            await using var second = SiteProcess.Start(_folder, port, settings);
            await second.SeesAsync("Application started", Cancel);
            Assert.Contains("Setting up tenant shili", second.Output);
            Assert.DoesNotContain("Setting up tenant Default", second.Output);
            Assert.Contains("Demo: 196 people", second.Output);
            using var http = new HttpClient { BaseAddress = second.Address };
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("shili/", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("healthz", Cancel)).StatusCode);
        }
        finally
        {
            await DropAsync(database);
        }
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var site = SiteProcess.Start(_folder, ((IPEndPoint)taken.LocalEndpoint).Port, ("AutoSetup__Profile", ""));
        Assert.Equal(1, await site.EndsAsync(Cancel));
        Assert.Contains("The port is in use. Choose another one", site.Output);
        Assert.DoesNotContain("   at ", site.Output);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_named()
    {
        await using var site = SiteProcess.Start(_folder, SiteProcess.FreePort(), ("Database__Provider", "Postgres"),
            ("Database__ConnectionString", string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={SiteProcess.FreePort()};Username=training;Database=training;Timeout=2")));
        Assert.Equal(1, await site.EndsAsync(Cancel));
        Assert.Contains("PostgreSQL does not answer. Check Database:ConnectionString", site.Output);
        Assert.DoesNotContain("   at ", site.Output);
    }

    [Fact]
    public async Task A_database_without_connection_string_is_named()
    {
        await using var site = SiteProcess.Start(_folder, SiteProcess.FreePort(), ("Database__Provider", "Postgres"), ("Database__ConnectionString", ""));
        Assert.Equal(1, await site.EndsAsync(Cancel));
        Assert.Contains("Database:ConnectionString is empty", site.Output);
    }

    [Fact]
    public async Task Twenty_megabytes_in_a_form_are_refused_with_a_page()
    {
        await using var site = SiteProcess.Start(_folder, SiteProcess.FreePort(), ("AutoSetup__Profiles__Small__Tenants__1__RecipeName", "empty"));
        await site.SeesAsync("Application started", Cancel);
        // Asks first, so that the answer is read instead of a connection that was cut while sending.
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = site.Address };
        using var form = new ByteArrayContent(new byte[20 * 1024 * 1024]);
        form.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "sign-in") { Content = form };
        request.Headers.ExpectContinue = true;
        using var answer = await http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("内容太大了，没有收下", await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task DropAsync(TestDatabase database)
    {
        if (database == TestDatabase.Sqlite) return;
        await using var server = NpgsqlDataSource.Create(TestApp.PostgresServer);
        await using var drop = server.CreateCommand($"DROP SCHEMA IF EXISTS \"{_schemas}_default\" CASCADE; DROP SCHEMA IF EXISTS \"{_schemas}_shili\" CASCADE");
        await drop.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
