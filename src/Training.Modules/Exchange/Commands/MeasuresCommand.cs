using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Exchange.Measures;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Exchange.Commands;

/// <summary>Prints all measures of a tenant on a day as JSON, for whoever checks figures with tools of their own.</summary>
internal sealed class MeasuresCommand : TenantCommand
{
    public override string Name => "rates measures";
    public override string Help => "print every measure of a tenant on a day as JSON, with its definition in words; all options may be combined";

    protected override string Usage =>
        "rates measures --tenant NAME --date YYYY-MM-DD [--level district|street|neighborhood] [--unit CODE] [--line LINE] [--role ROLE] [--scheme ROLE/VERSION] [--basis assignment|person]\n"
        + "--scheme ChildDirector/2 counts the posts of that role, and only if version 2 of its scheme is in force on the day (else exit code 2): on a day "
        + "one version holds for all posts of a role, and certificates of earlier versions count while they are valid.";

    protected override string[] Valued => ["--date", "--level", "--unit", "--line", "--role", "--scheme", "--basis"];

    protected override Func<IServiceProvider, Task<int>> Prepare(Arguments arguments)
    {
        var question = Read(arguments);
        return async services =>
        {
            if (question is null) throw new Format.FactsException("日期写成 2026-05-15 这样，方案写成 ChildDirector/1 这样。");
            var answer = await services.GetRequiredService<MeasureReader>().ReadAsync(question, CancellationToken.None);
            using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
            await output.WriteLineAsync(answer.ToJson());
            return answer.Holds ? 0 : 1;
        };
    }

    /// <summary>Null where the day or the scheme cannot be read.</summary>
    internal static MeasureQuestion? Read(Arguments arguments)
    {
        if (!DateOnly.TryParseExact(arguments.Required("--date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return null;
        var (role, version) = (arguments.Word<TrainingRole>("--role"), (int?)null);
        if (arguments.Optional("--scheme") is { } scheme)
        {
            var parts = scheme.Split('/');
            if (parts.Length != 2 || !Enum.TryParse<TrainingRole>(parts[0], out var named) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || (role is not null && role != named)) return null;
            (role, version) = (named, number);
        }
        return new(day, arguments.Word<MeasureLevel>("--level"), arguments.Optional("--unit"), arguments.Word<Line>("--line"), role, version, arguments.Word<CountBasis>("--basis"));
    }
}
