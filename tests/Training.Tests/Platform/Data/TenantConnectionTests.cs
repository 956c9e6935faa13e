using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Training.Platform.Data;
using Training.Platform.Tenants;
using Training.Tests.Hosting;

namespace Training.Tests.Platform.Data;

/// <summary>A session of PostgreSQL is told its schema only when it is in another; whatever happens, nobody reads in that of somebody else.</summary>
public sealed class TenantConnectionTests
{
    [Fact]
    public async Task Sessions_that_many_tenants_share_are_always_where_they_belong()
    {
        var tenants = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TestTenant.CreateAsync(TestDatabase.Postgres, content: false)));
        var wanted = tenants.ToDictionary(t => t, t => t.App.Services.GetRequiredService<TenantConnection>().Schema(t.Tenant));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            for (var i = 0; i < 40; i++)
            {
                var tenant = tenants[(worker + (i * (1 + (worker % 2)))) % tenants.Length];
                Assert.Equal(wanted[tenant], await tenant.InScopeAsync(s => PathAsync(s.GetRequiredService<TenantDb>())));
            }
        }));
        foreach (var tenant in tenants) await tenant.DisposeAsync();
    }

    [Fact]
    public async Task A_session_that_is_there_is_not_told_again()
    {
        await using var world = await World.OpenAsync();
        world.Lead(world.A);
        // Nobody does this; it shows that nothing was sent.
        await world.RunAsync($"SET search_path TO {world.SchemaOf(world.B)}");
        world.Lead(world.A);
        Assert.Equal(world.SchemaOf(world.B), await world.PathAsync());
        world.Lead(world.B);
        world.Lead(world.A);
        Assert.Equal(world.SchemaOf(world.A), await world.PathAsync());
    }

    [Fact]
    public async Task A_command_that_was_broken_off_may_have_been_carried_out()
    {
        await using var world = await World.OpenAsync();
        world.Lead(world.A);
        using (world.Current.Enter(world.B.Tenant))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Connection.ConnectionOpenedAsync(world.Session, null!, new CancellationToken(canceled: true)));
        await world.RunAsync($"SET search_path TO {world.SchemaOf(world.B)}");
        world.Lead(world.A);
        Assert.Equal(world.SchemaOf(world.A), await world.PathAsync());
    }

    [Fact]
    public async Task A_new_session_with_the_number_of_an_old_one_is_led_anew()
    {
        await using var world = await World.OpenAsync();
        world.Lead(world.A);
        await world.RunAsync("RESET search_path");
        world.Connection.Follow(world.Session);
        world.Lead(world.A);
        Assert.Equal(world.SchemaOf(world.A), await world.PathAsync());
    }

    [Fact]
    public async Task Without_being_followed_it_is_told_each_time()
    {
        await using var world = await World.OpenAsync();
        await using var stranger = new NpgsqlConnection(TestApp.PostgresServer);
        await stranger.OpenAsync();
        using (world.Current.Enter(world.A.Tenant)) world.Connection.ConnectionOpened(stranger, null!);
        await world.RunAsync("RESET search_path", stranger);
        using (world.Current.Enter(world.A.Tenant)) world.Connection.ConnectionOpened(stranger, null!);
        Assert.Equal(world.SchemaOf(world.A), await World.PathAsync(stranger));
    }

    private static Task<string> PathAsync(TenantDb db) => db.Database.SqlQueryRaw<string>("SELECT current_setting('search_path') AS \"Value\"").SingleAsync();

    /// <summary>Two tenants and one session of their pool.</summary>
    private sealed class World(TestTenant a, TestTenant b, NpgsqlConnection session) : IAsyncDisposable
    {
        public TestTenant A { get; } = a;
        public TestTenant B { get; } = b;
        public NpgsqlConnection Session { get; } = session;
        public TenantConnection Connection { get; } = a.App.Services.GetRequiredService<TenantConnection>();
        public CurrentTenant Current { get; } = a.App.Services.GetRequiredService<CurrentTenant>();

        public static async Task<World> OpenAsync()
        {
            var a = await TestTenant.CreateAsync(TestDatabase.Postgres, content: false);
            var b = await TestTenant.CreateAsync(TestDatabase.Postgres, content: false);
            return new(a, b, await a.App.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync());
        }

        public string SchemaOf(TestTenant tenant) => Connection.Schema(tenant.Tenant);

        /// <summary>As when a context of the tenant opens the session.</summary>
        public void Lead(TestTenant tenant)
        {
            using var entered = Current.Enter(tenant.Tenant);
            Connection.ConnectionOpened(Session, null!);
        }

        public Task<string> PathAsync() => PathAsync(Session);

        public static async Task<string> PathAsync(NpgsqlConnection session)
        {
            await using var command = new NpgsqlCommand("SHOW search_path", session);
            return (string)(await command.ExecuteScalarAsync())!;
        }

        public async Task RunAsync(string sql, NpgsqlConnection? session = null)
        {
            await using var command = new NpgsqlCommand(sql, session ?? Session);
            await command.ExecuteNonQueryAsync();
        }

        public async ValueTask DisposeAsync()
        {
            // Not back among those of others, since it was led past what is remembered of it.
            Connection.Follow(Session);
            await Session.DisposeAsync();
            await A.DisposeAsync();
            await B.DisposeAsync();
        }
    }
}
