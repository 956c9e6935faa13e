using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Exchange.Export;
using Training.Platform.AuditTrail;
using Training.Platform.Data;

namespace Training.Modules.Exchange.Commands;

/// <summary>Writes the facts of a tenant into a folder.</summary>
internal sealed class ExportCommand : TenantCommand
{
    public override string Name => "facts export";
    public override string Help => "write all facts of a tenant into an empty folder (docs/facts-format.md); --phones with mobile numbers";
    protected override string Usage => "facts export --tenant NAME --path FOLDER [--phones]";
    protected override string[] Valued => ["--path"];
    protected override string[] Plain => ["--phones"];

    protected override Func<IServiceProvider, Task<int>> Prepare(Arguments arguments)
    {
        var (path, phones) = (arguments.Required("--path"), arguments.Has("--phones"));
        return async services =>
        {
            using var sink = FactsSink.ToFolder(path);
            var extent = await services.GetRequiredService<FactsExport>().WriteAsync(sink, phones, CancellationToken.None);
            services.GetRequiredService<AuditLog>().Add("Facts", "Exported", "command", ExportWords.Summary(extent, phones), byRule: true);
            await services.GetRequiredService<TenantDb>().SaveChangesAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{extent.People} people, {extent.Rows} rows"));
            return 0;
        };
    }
}
