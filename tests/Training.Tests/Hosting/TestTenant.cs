using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Recipes;
using Training.Platform.Security;
using Training.Platform.Settings;
using Training.Platform.Setup;
using Training.Platform.Tenants;

namespace Training.Tests.Hosting;

/// <summary>
/// A fresh tenant in the running app: migrated, empty but for a district with two streets (华阳路街道, 新华路街道) and, unless told
/// otherwise, the shipped content. <c>await using var tenant = await TestTenant.CreateAsync(database)</c>.
/// </summary>
public sealed class TestTenant : IAsyncDisposable
{
    private readonly TestApp _app;
    private readonly CurrentTenant _current;
    private int _people;

    private TestTenant(TestApp app, Tenant tenant)
    {
        _app = app;
        Tenant = tenant;
        _current = app.Services.GetRequiredService<CurrentTenant>();
    }

    /// <summary>What most tests need of a district: it has a name and a code, and issues by rule. A new site has none of it.</summary>
    public static CertificationSettings Issuing { get; } = new() { DistrictCode = "310105", Issuer = "上海市长宁区民政局", AutoIssue = true };

    public Tenant Tenant { get; }
    public TestApp App => _app;
    public int HuayangluId { get; private set; }
    public int XinhualuId { get; private set; }
    public DateOnly Today => _app.Clock.Today();

    public static async Task<TestTenant> CreateAsync(TestDatabase database, bool content = true, string recipe = "", TestApp? own = null, bool city = false)
    {
        var app = own ?? TestApp.For(database);
        if (recipe.Length > 0 || city) return await StartAsync(app, city ? Tenant.DefaultName : NewName(), recipe);
        // Where a test moves the clock, what is set up later has other days.
        if (own is not null) return await SetUpAsync(app, content);
        var mould = await Mould.OfAsync(app, content);
        var name = NewName();
        var tenant = new Tenant { Name = name, TenantId = Ids.New(), VersionId = "", RequestUrlPrefix = name, State = TenantState.Running };
        await mould.CopyToAsync(tenant);
        return new(app, app.Services.GetRequiredService<TenantStore>().Save(tenant)) { HuayangluId = mould.Original.HuayangluId, XinhualuId = mould.Original.XinhualuId };
    }

    /// <summary>The district as the app makes it, from nothing.</summary>
    internal static async Task<TestTenant> SetUpAsync(TestApp app, bool content)
    {
        var tenant = await StartAsync(app, NewName(), "");
        await tenant.InScopeAsync(async services =>
        {
            await services.GetRequiredService<SettingsStore>().SetAsync(Issuing, CancellationToken.None);
            var db = services.GetRequiredService<TenantDb>();
            var district = new OrgUnit { Code = "310105", Name = "长宁区", Kind = OrgUnitKind.District };
            db.Add(district);
            await db.SaveChangesAsync();
            var first = new OrgUnit { Code = "310105001", Name = "华阳路街道", Kind = OrgUnitKind.SubDistrict, ParentId = district.Id };
            var second = new OrgUnit { Code = "310105004", Name = "新华路街道", Kind = OrgUnitKind.SubDistrict, ParentId = district.Id };
            db.AddRange(first, second);
            await db.SaveChangesAsync();
            (tenant.HuayangluId, tenant.XinhualuId) = (first.Id, second.Id);
            if (!content) return;
            await services.GetRequiredService<ContentImporter>().ImportAsync(CancellationToken.None);
            await services.GetServices<IRecipeStep>().Single(s => s.Name == "Schemes").RunAsync([], CancellationToken.None);
        });
        return tenant;
    }

    private static string NewName() => "t" + Guid.NewGuid().ToString("N")[..10];

    private static async Task<TestTenant> StartAsync(TestApp app, string name, string recipe)
    {
        var wanted = new Tenant { Name = name, TenantId = Ids.New(), VersionId = "", RequestUrlPrefix = name == Tenant.DefaultName ? "" : name, RecipeName = recipe };
        await app.Services.GetRequiredService<TenantSetup>().EnsureAsync(wanted, new Dictionary<string, string>(), CancellationToken.None);
        return new(app, app.Services.GetRequiredService<TenantStore>().Find(name)!);
    }

    /// <summary>Runs in this tenant with a scope of its own, as a request would.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        using var entered = _current.Enter(Tenant);
        await using var scope = _app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task InScopeAsync(Func<IServiceProvider, Task> work) => InScopeAsync(async s => { await work(s); return true; });

    /// <summary>Does everything that is due in the queue of this tenant.</summary>
    /// <returns>Steps done.</returns>
    public Task<int> RunJobsAsync() => _app.Services.GetRequiredService<JobRunner>().RunDueAsync(Tenant, CancellationToken.None);

    /// <summary>A person with one assignment since <paramref name="start"/> (default: two years ago) and an account without password.</summary>
    public Task<TestPerson> AddPersonAsync(
        TrainingRole? role = TrainingRole.ChildDirector, DateOnly? start = null, int? street = null, params StaffGrant[] grants) => InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<TenantDb>();
        var number = Interlocked.Increment(ref _people);
        var user = new User { UserName = $"T{number:0000}", NormalizedUserName = $"T{number:0000}", DisplayName = $"试用{number}号", SecurityStamp = Ids.New() };
        db.Add(user);
        await db.SaveChangesAsync();
        var person = new Person { StaffNo = user.UserName!, Name = user.DisplayName, UserId = user.Id, CreatedUtc = _app.Clock.UtcNow() };
        db.Add(person);
        await db.SaveChangesAsync();
        if (role is { } r)
            db.Add(new RoleAssignment
            {
                PersonId = person.Id, Role = r, Line = r.LineOf(), SubDistrictId = street ?? HuayangluId,
                Start = start ?? Today.AddYears(-2), RecordedUtc = _app.Clock.UtcNow(),
            });
        foreach (var grant in grants)
            db.Add(new StaffGrant { PersonId = person.Id, Role = grant.Role, SubDistrictId = grant.SubDistrictId, Line = grant.Line, WorkUnitId = grant.WorkUnitId });
        await db.SaveChangesAsync();
        return new TestPerson(person.Id, person.Ref, user.Id, user.UserName!, person.Name);
    });

    public Task<TestPerson> AddStaffAsync(StaffRole role, int? street = null, Line? line = null) =>
        AddPersonAsync(null, grants: new StaffGrant { PersonId = 0, Role = role, SubDistrictId = street, Line = line });

    /// <summary>A browser without account. Addresses are tenant-relative: "home", "modules/o02". Redirects are not followed.</summary>
    public HttpClient Visitor() => _app.CreateClient(new WebApplicationFactoryClientOptions
    {
        BaseAddress = new Uri($"http://localhost{Tenant.BasePath}/"), AllowAutoRedirect = false, HandleCookies = true,
    });

    /// <summary>A browser in which the person is signed in (the cookie is sealed by the app's own code), since <paramref name="ago"/>.</summary>
    public async Task<HttpClient> SignedInAsync(TestPerson person, TimeSpan ago = default)
    {
        var cookie = await SignInCookieAsync(person, ago);
        var jar = new CookieJar(cookie);
        var client = _app.CreateDefaultClient(new Uri($"http://localhost{Tenant.BasePath}/"), jar);
        jar.BelongsTo(client);
        return client;
    }

    /// <summary>"name=value" of a valid sign-in cookie.</summary>
    public Task<string> SignInCookieAsync(TestPerson person, TimeSpan ago = default) => InScopeAsync(async services =>
    {
        var user = await services.GetRequiredService<UserManager<User>>().FindByIdAsync(person.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<User>>().CreateAsync(user!);
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = _app.Clock.GetUtcNow() - ago;
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(30) }, IdentityConstants.ApplicationScheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed record TestPerson(long Id, string Ref, long UserId, string StaffNo, string Name);
