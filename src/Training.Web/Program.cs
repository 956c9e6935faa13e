using Serilog;
using Training.Modules;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Modules;
using Training.Platform.Security;
using Training.Platform.Setup;
using Training.Platform.Tenants;
using Training.Web;
using Training.Web.Data;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = Folders.HostRoot });
var appData = Folders.Find(builder.Configuration);

builder.AddLogging();
builder.WebHost.ConfigureKestrel(o => { o.AddServerHeader = false; o.Limits.MaxRequestBodySize = Limits.RequestBytes; });

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddPlatform(appData, builder.Configuration);
builder.Services.AddTenantDatabase(builder.Configuration);
builder.Services.AddModules(builder.Configuration, AllModules.LowToHigh);
builder.Services.AddSingleton(new Text(typeof(TenantDb).Assembly, typeof(AllModules).Assembly));
builder.Services.AddPages();
builder.Services.AddSingleton<ICommand, ContentCheckCommand>();
builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");

var app = builder.Build();
if (Commands.IsCommand(args)) return await Commands.RunAsync(app, args);

app.UseSerilogRequestLogging(RequestLog.Configure);
app.UseServerTiming();
app.UseSecurityHeaders();
app.MapHealth();
app.UseMiddleware<TenantMiddleware>();
app.UseLanguage();
app.UseErrorPages();
app.UseThemeAssets();
app.UseResponseCompression();
app.UseRouting();
app.UseRateLimiter();
app.UseAuthentication();
app.UseAuthorization();
app.UseOneTimePasswords();
app.UseAntiforgery();
app.MapModules();
app.MapRazorPages();
app.MapFallback("{*path}", () => Results.NotFound()).AllowAnonymous();

return await Startup.RunAsync(app);

/// <summary>The entry point; public so that tests can start the real app.</summary>
public partial class Program;
