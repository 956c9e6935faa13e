using Serilog;
using Serilog.AspNetCore;
using Serilog.Core;
using Serilog.Events;
using Serilog.Filters;
using Training.Platform.Tenants;

namespace Training.Web;

/// <summary>Structured logs on the console; every line inside a request carries the tenant and the request id.</summary>
internal static class Logging
{
    public static void AddLogging(this WebApplicationBuilder builder) => builder.Services.AddSerilog((services, log) => log
        .ReadFrom.Configuration(builder.Configuration)
        .ReadFrom.Services(services)
        // Said in one line by Startup; the host would print a stack trace before it.
        .Filter.ByExcluding(e => e.Exception is { } fault && Startup.Explain(fault) is not null && Matching.FromSource("Microsoft.Extensions.Hosting")(e))
        .Enrich.FromLogContext()
        .Enrich.With(new TenantName(services.GetRequiredService<CurrentTenant>()))
        .WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} [{Tenant}] {Message:lj} {RequestId}{NewLine}{Exception}"));

    private sealed class TenantName(CurrentTenant current) : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory factory) =>
            logEvent.AddPropertyIfAbsent(factory.CreateProperty("Tenant", current.OrNull?.Name ?? "-"));
    }
}

internal static class RequestLog
{
    /// <summary>One line a request; a 4xx is the visitor's doing and no warning.</summary>
    public static void Configure(RequestLoggingOptions options)
    {
        options.GetLevel = (context, _, exception) =>
            exception is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error : LogEventLevel.Debug;
    }
}
