using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Serilog.Core;
using Serilog.Events;
using Training.Platform.Jobs;
using Training.Platform.Notifications;
using Training.Platform.Tenants;
using Training.Tests.Platform.Jobs;
using Training.Tests.Platform.Notifications;
using Training.Web.Data;

namespace Training.Tests.Hosting;

/// <summary>The real app in process, one for each database and test run; tenants keep tests apart.</summary>
public sealed class TestApp : WebApplicationFactory<Program>
{
    private static readonly ConcurrentDictionary<(TestDatabase, string), Lazy<TestApp>> Apps = new();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "training-tests", Guid.NewGuid().ToString("N"));
    private readonly TestDatabase _database;
    private readonly (string Name, string Value)[] _settings;

    private TestApp(TestDatabase database, (string, string)[] settings) => (_database, _settings) = (database, settings);

    public static TestApp For(TestDatabase database) => For(database, "");

    /// <summary>An app for one test class alone, which may move its clock by days or have settings of its own.</summary>
    public static TestApp For(TestDatabase database, string own, params (string, string)[] settings) =>
        Apps.GetOrAdd((database, own), d => new(() => Start(database, settings))).Value;

    /// <summary>Noon of 9 November 2026 in China; a test may move it forward.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 9, 4, 0, 0, TimeSpan.Zero));

    /// <summary>Warnings and errors that the app wrote.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public string AppData => _folder;

    public TestDatabase Database => _database;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("AppData", _folder);
        builder.UseSetting("AutoSetup:Profile", "");
        builder.UseSetting("Security:GuessesPerMinute", "1000");
        builder.UseSetting("Diagnostics:ServerTiming", "true");
        builder.UseSetting("Database:Provider", _database.ToString());
        builder.UseSetting("Database:ConnectionString", _database == TestDatabase.Postgres ? PostgresServer : "");
        builder.UseSetting("Database:SchemaPattern", "{0}_" + Path.GetFileName(_folder)[..8]);
        // Tests do the work of the queue themselves: TestTenant.RunJobsAsync.
        builder.UseSetting("Jobs:Enabled", "false");
        foreach (var (name, value) in _settings) builder.UseSetting(name, value);
        builder.ConfigureTestServices(services =>
        {
            services.AddJob<TrialJob>();
            services.AddJob<TrialNight>();
            var smtp = services.Single(d => d.ServiceType == typeof(IMailTransport)).ImplementationType!;
            services.Replace(ServiceDescriptor.Singleton<IMailTransport>(s => new TrialTransport(
                (IMailTransport)ActivatorUtilities.CreateInstance(s, smtp), s.GetRequiredService<CurrentTenant>())));
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.ConfigureDbContext<SqliteDb>(Strict);
            services.ConfigureDbContext<PostgresDb>(Strict);
            services.AddSingleton<ILogEventSink>(new ComplaintSink(Complaints));
        });
    }

    /// <summary>A query whose answer depends on the database's mood is a fault: it would only be a line in the log of some night.</summary>
    private static void Strict(DbContextOptionsBuilder options) => options.ConfigureWarnings(w => w.Throw(
        CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.FirstWithoutOrderByAndFilterWarning, RelationalEventId.MultipleCollectionIncludeWarning));

    private static TestApp Start(TestDatabase database, (string, string)[] settings)
    {
        var app = new TestApp(database, settings);
        _ = app.Server;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(app._folder);
        return app;
    }

    /// <summary>Where ./test.sh started PostgreSQL.</summary>
    internal static string PostgresServer => Environment.GetEnvironmentVariable("TRAINING_TEST_POSTGRES")
        ?? "Host=127.0.0.1;Port=54329;Username=training;Database=training;Maximum Pool Size=30";

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private sealed class ComplaintSink(ConcurrentQueue<string> complaints) : ILogEventSink
    {
        public void Emit(LogEvent logEvent)
        {
            if (logEvent.Level >= LogEventLevel.Warning) complaints.Enqueue($"{logEvent.Level}: {logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture)} {logEvent.Exception}");
        }
    }
}
