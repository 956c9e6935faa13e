using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Exchange.Format;
using Training.Modules.Exchange.Import;
using Training.Platform.Localization;

namespace Training.Modules.Exchange.Commands;

/// <summary>Brings a set of facts into a tenant without people.</summary>
internal sealed class ImportCommand : TenantCommand
{
    public override string Name => "facts import";
    public override string Help => "bring facts (docs/facts-format.md) into a tenant without people; --dry-run only looks";
    protected override string Usage => "facts import --tenant NAME --path FOLDER_OR_ZIP [--dry-run]";
    protected override string[] Valued => ["--path"];
    protected override string[] Plain => ["--dry-run"];

    protected override Func<IServiceProvider, Task<int>> Prepare(Arguments arguments)
    {
        var (path, dry) = (arguments.Required("--path"), arguments.Has("--dry-run"));
        return async services =>
        {
            using var source = FactsSource.Open(path, FactLimits.Unpacked);
            var report = await services.GetRequiredService<FactsImport>().RunAsync(source, apply: !dry, null, CancellationToken.None);
            var text = services.GetRequiredService<Text>();
            foreach (var file in FactFiles.All.Where(f => report.RowsOf(f) > 0)) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {report.RowsOf(file)} rows"));
            foreach (var p in report.First)
                Console.WriteLine(string.Join(' ', new[] { p.File, p.Row > 0 ? string.Create(CultureInfo.InvariantCulture, $"row {p.Row}") : "", p.Column, p.Value.Length > 0 ? $"'{p.Value}':" : "", p.Words(text) }.Where(w => w.Length > 0)));
            if (report.Problems > report.First.Count) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {report.Problems - report.First.Count} more"));
            Console.WriteLine(report.Applied ? "Imported." : report.Good ? "Nothing is wrong. Nothing was kept: it was a dry run." : "Nothing was imported.");
            if (report is { Good: true, Waiting: > 0 }) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Waiting} completions wait for a certificate."));
            return report.Good ? 0 : 1;
        };
    }
}
