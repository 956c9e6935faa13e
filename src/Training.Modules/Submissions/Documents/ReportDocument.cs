using System.Text.Json.Serialization;
using Training.Modules.Submissions.Models;
using Training.Platform.Data;

namespace Training.Modules.Submissions.Documents;

/// <summary>
/// Everything that a submitted report says, with its own words for each measure, so that it can be read and drawn whatever becomes
/// of definitions, units and roles. Counts and offices only: no name of anybody. No member is required, today or later: a file that lacks
/// what came after it stays readable, and whether it is genuine is decided by its bytes alone (<see cref="ReportIdentity"/>).
/// </summary>
public sealed record ReportDocument
{
    /// <summary>Version 2 adds the deadlines of the period and the rows of 区本级.</summary>
    public const string CurrentFormat = "training-report/2", FirstFormat = "training-report/1", CurrentSpec = "IndicatorSpec v1";

    public string Format { get; init; } = FirstFormat;

    /// <summary>口径版本.</summary>
    public string SpecVersion { get; init; } = "";

    public DocumentDistrict District { get; init; } = new("", "", "");
    public DocumentPeriod Period { get; init; } = new("", "", default);
    public int Number { get; init; }

    /// <summary>Original or Correction.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Number of the accepted report that this one corrects, and its hash.</summary>
    public int? Corrects { get; init; }

    public string? CorrectsHash { get; init; }

    /// <summary>Why streets were left out or why it was corrected, in the author's words.</summary>
    public string? Reason { get; init; }

    public DateTime GeneratedUtc { get; init; }

    /// <summary>Office and account.</summary>
    public string Author { get; init; } = "";

    /// <summary>目标, percent.</summary>
    public int TargetPercent { get; init; }

    /// <summary>Names of the counts, in the order of the columns.</summary>
    public IReadOnlyList<DocumentMeasure> Measures { get; init; } = [];

    public IReadOnlyList<DocumentDefinition> Definitions { get; init; } = [];

    /// <summary>街镇 × 条线 × 岗位.</summary>
    public IReadOnlyList<DocumentRow> Rows { get; init; } = [];

    /// <summary>Sums of the rows: of each 街镇, each 条线, each 岗位, and the last of the district.</summary>
    public IReadOnlyList<DocumentRow> Totals { get; init; } = [];

    /// <summary>人头口径, of the district and each 街镇, and of each 条线 and each 岗位 in them.</summary>
    public IReadOnlyList<DocumentRow> People { get; init; } = [];

    public IReadOnlyList<DocumentConfirmation> Confirmations { get; init; } = [];

    /// <summary>Against which number the differences were taken; null = there was none before.</summary>
    public int? ComparedWith { get; init; }

    public IReadOnlyList<DocumentDifference>? Differences { get; init; }
    public IReadOnlyList<DocumentCause>? Causes { get; init; }

    /// <summary>The district's sum of all rows.</summary>
    public DocumentRow Total() => Totals[^1];

    /// <summary>Days that a first submission came after its deadline; 0 for what was sent again or corrected, and where the document holds no deadline.</summary>
    public int DaysLate() => Number == 1 && Period.SubmitBy is { } by ? ReportCalendar.DaysLate(by, ChinaTime.DayOf(GeneratedUtc)) : 0;
}

/// <param name="TenantId">Stable id of the site that made it.</param>
public sealed record DocumentDistrict(string TenantId, string Code, string Name);

/// <param name="Kind">Month, Quarter or Year.</param>
/// <param name="ConfirmBy">Last day for the streets; null in documents of the first format, as the next.</param>
/// <param name="SubmitBy">Last day for the district.</param>
public sealed record DocumentPeriod(string Key, string Kind, DateOnly AsOf, DateOnly? ConfirmBy = null, DateOnly? SubmitBy = null);

/// <param name="Words">Its definition; null in older documents.</param>
public sealed record DocumentMeasure(string Key, string Title, string? Words = null);

public sealed record DocumentDefinition(string Name, string Words);

/// <param name="Unit">Division code; of 区本级 <see cref="Figures.OwnCode"/>.</param>
/// <param name="Line">Identifier; null = all.</param>
/// <param name="Role">Identifier; null = all.</param>
/// <param name="Counts">By key of the measure.</param>
/// <param name="Rates">Shares as they are shown, by key.</param>
public sealed record DocumentRow(
    string Unit, string UnitName, string? Line, string? LineTitle, string? Role, string? RoleTitle,
    IReadOnlyDictionary<string, int> Counts, IReadOnlyDictionary<string, string> Rates)
{
    public int this[string measure] => Counts.GetValueOrDefault(measure);
}

/// <param name="State">Confirmed, Changed (the figures changed after it) or Missing.</param>
public sealed record DocumentConfirmation(string Unit, string UnitName, string State, DateTime? Utc, string? Remark, string? FiguresHash);

/// <summary>A cell that differs.</summary>
public sealed record DocumentDifference(string Unit, string UnitName, string? LineTitle, string? Role, string? RoleTitle, string Measure, string MeasureTitle, int Before, int After)
{
    /// <summary>人头口径; not part of the document.</summary>
    [JsonIgnore]
    public bool IsOfPeople => Measure.StartsWith("person", StringComparison.Ordinal);
}

/// <summary>How many rows of a kind were recorded after the report before, of days up to its as-of day.</summary>
public sealed record DocumentCause(string Kind, string Title, int Count);
