using System.Text.Json;
using Training.Modules.Exchange.Format;

namespace Training.Modules.Exchange.Import;

/// <summary>What an import did, or would do.</summary>
/// <param name="Rows">Rows of each file.</param>
/// <param name="Problems">How many there are; the first <see cref="FactProblems.Listed"/> are listed.</param>
/// <param name="Waiting">Completions that wait for a certificate.</param>
/// <param name="Applied">True when it is in the site now.</param>
public sealed record FactsReport(
    string Tenant, DateOnly? AsOf, bool AutoIssue, IReadOnlyDictionary<string, long> Rows, int Problems, IReadOnlyList<FactProblem> First, int Waiting, bool Applied)
{
    public bool Good => Problems == 0;

    public long RowsOf(FactFile file) => Rows.GetValueOrDefault(file.Name);

    public string ToJson() => JsonSerializer.Serialize(this);

    public static FactsReport Read(string json) => JsonSerializer.Deserialize<FactsReport>(json)!;

    /// <summary>A set that could not be taken at all.</summary>
    public static FactsReport Refused(FactsException e) => new("", null, false, new Dictionary<string, long>(), 1,
        [new("", 0, "", "", e.Message, [.. e.Arguments.Select(a => Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture) ?? "")])], 0, false);
}
