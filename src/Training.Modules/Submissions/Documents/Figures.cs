using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;

namespace Training.Modules.Submissions.Documents;

/// <summary>
/// The figures of one day as rows of a document. Posts that stand at the district and in no street are rows of 区本级, so the rows add up to
/// the total; people are counted once wherever their posts are, so of them there is no such row.
/// </summary>
public sealed class Figures
{
    /// <summary>Counts of assignments in the order of the columns. Keys are stored in documents: never rename one.</summary>
    public static readonly IReadOnlyList<(Measure Measure, string Key, string Title)> Assignments =
    [
        (Measure.InPost, "inPost", "在岗"), (Measure.ExcludedNewcomer, "excludedNewcomer", "不计入：新入职"),
        (Measure.ExcludedLeave, "excludedLeave", "不计入：长假"), (Measure.ExcludedNotYetInScope, "excludedNotYetInScope", "不计入：无方案或未开放"),
        (Measure.Required, "required", "应训"), (Measure.Completed, "completed", "已完成"), (Measure.Certified, "certified", "持证"),
        (Measure.ExpiringSoon, "expiringSoon", "即将到期"), (Measure.Expired, "expired", "过期"), (Measure.NeverCertified, "neverCertified", "未取证"),
        (Measure.RevokedOrSuspended, "revokedOrSuspended", "撤销或暂停"), (Measure.Exempt, "exempt", "免训"), (Measure.EarlyCertified, "earlyCertified", "提前持证"),
        (Measure.AnnualRequired, "annualRequired", "应轮训"), (Measure.RefreshedThisYear, "refreshedThisYear", "本年已轮训"),
    ];

    /// <summary>Counts of people. A measure of <see cref="Assignments"/> is counted of people here.</summary>
    public static readonly IReadOnlyList<(Measure Measure, string Key, string Title)> Persons =
    [
        (Measure.PersonRequired, "personRequired", "应训（人）"), (Measure.PersonAllCertified, "personAllCertified", "全岗持证（人）"), (Measure.PersonAnyCertified, "personAnyCertified", "至少一岗持证（人）"),
        (Measure.InPost, "personInPost", "在岗（人）"), (Measure.ExcludedNewcomer, "personExcludedNewcomer", "不计入：新入职（人）"),
        (Measure.ExcludedLeave, "personExcludedLeave", "不计入：长假（人）"), (Measure.ExcludedNotYetInScope, "personExcludedNotYetInScope", "不计入：无方案或未开放（人）"),
        (Measure.Completed, "personCompleted", "已完成（人）"), (Measure.ExpiringSoon, "personExpiringSoon", "即将到期（人）"), (Measure.Expired, "personExpired", "过期（人）"),
        (Measure.NeverCertified, "personNeverCertified", "未取证（人）"), (Measure.RevokedOrSuspended, "personRevokedOrSuspended", "撤销或暂停（人）"),
        (Measure.Exempt, "personExempt", "免训（人）"), (Measure.EarlyCertified, "personEarlyCertified", "提前持证（人）"),
        (Measure.AnnualRequired, "personAnnualRequired", "应轮训（人）"), (Measure.RefreshedThisYear, "personRefreshedThisYear", "本年已轮训（人）"),
    ];

    /// <summary>Columns with their definitions.</summary>
    public static readonly IReadOnlyList<DocumentMeasure> Columns =
    [
        .. Assignments.Select(m => new DocumentMeasure(m.Key, m.Title, m.Measure.Words(CountBasis.Assignment))),
        .. Persons.Select(m => new DocumentMeasure(m.Key, m.Title, m.Measure.Words(CountBasis.Person))),
    ];

    public const string OwnName = "区本级";

    private readonly RateTable _table;
    private readonly OrgUnit _district;

    public Figures(RateTable table, OrgUnit district, IReadOnlyList<OrgUnit> streets)
    {
        (_table, _district, Streets) = (table, district, streets);
        ByStreet = streets.ToDictionary(s => s.Id, RowsOf);
        OwnRows = [.. from role in table.RolesAt(district.Id)
                      from line in Enum.GetValues<Line>()
                      let counts = LeftOver(role, line)
                      where counts[Measure.InPost] > 0
                      select Row(Own, line, role, counts, AnnualOf(role, counts))];
        Rows = [.. streets.SelectMany(s => ByStreet[s.Id]), .. OwnRows];
        PeopleByStreet = streets.ToDictionary(s => s.Id, PeopleOf);
        People = [.. PeopleOf(district), .. streets.SelectMany(s => PeopleByStreet[s.Id])];
        Totals =
        [
            .. streets.Select(s => Row(s, null, null, table.Of(s.Id), table.AnnualRefreshRate(s.Id))),
            .. OwnRows.Count == 0 ? Array.Empty<DocumentRow>() : [Row(Own, null, null, LeftOver(null, null), LeftOver(null, null).AnnualRefreshRate)],
            .. Enum.GetValues<Line>().Select(l => (Line: l, Counts: table.Of(district.Id, null, l))).Where(l => l.Counts[Measure.InPost] > 0)
                .Select(l => Row(district, l.Line, null, l.Counts, table.AnnualRefreshRate(district.Id, l.Line))),
            .. table.RolesAt(district.Id).Select(r => Row(district, null, r, table.Of(district.Id, r), AnnualOf(r, table.Of(district.Id, r)))),
            Row(district, null, null, table.Of(district.Id), table.AnnualRefreshRate(district.Id)),
        ];
        Hash = HashOf([.. Rows, .. People]);
    }

    public IReadOnlyList<OrgUnit> Streets { get; }
    public IReadOnlyDictionary<int, IReadOnlyList<DocumentRow>> ByStreet { get; }
    public IReadOnlyDictionary<int, IReadOnlyList<DocumentRow>> PeopleByStreet { get; }

    /// <summary>区本级; no street confirms them.</summary>
    public IReadOnlyList<DocumentRow> OwnRows { get; }

    /// <summary>Null where nobody's post is at the district itself.</summary>
    public DocumentRow? OwnTotal => Totals.FirstOrDefault(t => t.Unit == OwnCode(_district.Code));

    public IReadOnlyList<DocumentRow> Rows { get; }
    public IReadOnlyList<DocumentRow> Totals { get; }
    public IReadOnlyList<DocumentRow> People { get; }

    /// <summary>Changes with any figure of any street.</summary>
    public string Hash { get; }

    /// <summary>Changes with any figure of the street.</summary>
    public string HashOf(int street) => HashOf([.. ByStreet[street], .. PeopleByStreet[street]]);

    public DocumentRow TotalOf(OrgUnit street) => Totals[Streets.ToList().FindIndex(s => s.Id == street.Id)];

    /// <summary>What stands for the division code of 区本级, which has none of its own.</summary>
    public static string OwnCode(string district) => district + "-self";

    public RateCounts Counts => _table.Of(_district.Id);

    /// <summary>Of the figures alone: a new name of a unit changes nothing.</summary>
    private static string HashOf(IReadOnlyList<DocumentRow> rows) => ReportJson.Hash(ReportJson.Write(rows.Select(r => new { r.Unit, r.Line, r.Role, r.Counts })));

    private OrgUnit Own => new() { Code = OwnCode(_district.Code), Name = OwnName, Kind = OrgUnitKind.District };

    /// <summary>What the streets leave over.</summary>
    private RateCounts LeftOver(TrainingRole? role, Line? line)
    {
        var rest = RateCounts.Sum([_table.Of(_district.Id, role, line)]);
        foreach (var street in Streets)
            foreach (var (measure, _, _) in Assignments) rest.Add(measure, -_table.Of(street.Id, role, line)[measure]);
        return rest;
    }

    private IReadOnlyList<DocumentRow> RowsOf(OrgUnit unit) =>
    [
        .. from role in _table.RolesAt(unit.Id)
           from line in Enum.GetValues<Line>()
           let counts = _table.Of(unit.Id, role, line)
           where counts[Measure.InPost] > 0
           select Row(unit, line, role, counts, AnnualOf(role, counts)),
    ];

    private IReadOnlyList<DocumentRow> PeopleOf(OrgUnit unit) =>
    [
        PeopleRow(unit, null, null, _table.People(unit.Id)),
        .. Enum.GetValues<Line>().Select(l => (Line: l, Counts: _table.People(unit.Id, null, l))).Where(l => l.Counts[Measure.InPost] > 0).Select(l => PeopleRow(unit, l.Line, null, l.Counts)),
        .. _table.RolesAt(unit.Id).Select(r => PeopleRow(unit, null, r, _table.People(unit.Id, r))),
    ];

    private static Rate AnnualOf(TrainingRole role, RateCounts counts) => role.AnnualRequired() ? new(counts[Measure.RefreshedThisYear], counts.Required) : default;

    private static DocumentRow Row(OrgUnit unit, Line? line, TrainingRole? role, RateCounts counts, Rate annual) => new(
        unit.Code, unit.Name, line?.ToString(), line?.Title(), role?.ToString(), role?.Title(),
        Assignments.ToDictionary(m => m.Key, m => counts[m.Measure]),
        new Dictionary<string, string> { ["completionRate"] = counts.CompletionRate.Percent, ["certificationRate"] = counts.CertificationRate.Percent, ["annualRefreshRate"] = annual.Percent });

    private static DocumentRow PeopleRow(OrgUnit unit, Line? line, TrainingRole? role, RateCounts counts) => new(
        unit.Code, unit.Name, line?.ToString(), line?.Title(), role?.ToString(), role?.Title(), Persons.ToDictionary(m => m.Key, m => counts[m.Measure]),
        new Dictionary<string, string>
        {
            ["completionRate"] = counts.CompletionRate.Percent, ["allCertifiedRate"] = counts.CertificationRate.Percent,
            ["anyCertifiedRate"] = counts.AnyCertifiedRate.Percent, ["annualRefreshRate"] = counts.AnnualRefreshRate.Percent,
        });
}
