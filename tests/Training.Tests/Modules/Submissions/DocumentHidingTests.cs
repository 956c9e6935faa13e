using Training.Modules.Reporting.Models;
using Training.Modules.Submissions.Documents;
using Training.Tests.Modules.Reporting;

namespace Training.Tests.Modules.Submissions;

/// <summary>What of a report a reader is not told: nothing small outside the scope, and nothing small by subtraction.</summary>
public sealed class DocumentHidingTests
{
    private static readonly (string Line, string[] Roles)[] Lines =
    [
        ("CivilAffairs", ["ChildSupervisor", "ChildDirector", "ChildWelfareSocialWorker"]), ("Education", ["Teacher", "SchoolCounselor"]), ("WomensFederation", ["NeighborMother"]),
    ];

    [Fact]
    public void Nothing_small_is_told_or_follows_by_adding_and_subtracting()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var document = Random(seed);
            foreach (var reader in new[] { DocumentReader.City, DocumentReader.Within(new HashSet<string> { "u0" }, new HashSet<string>()), DocumentReader.Within(new HashSet<string>(), new HashSet<string> { "Education" }) })
            {
                var hiding = DocumentHiding.Of(document, reader.Covers);
                foreach (var measure in Figures.Assignments.Select(m => m.Key)) Check(document, reader, hiding, measure, $"seed {seed}, {measure}");
            }
        }
    }

    [Fact]
    public void A_share_is_hidden_with_one_of_its_parts()
    {
        var document = Random(1);
        var hiding = DocumentHiding.Of(document, DocumentReader.City.Covers);
        foreach (var row in document.Rows.Concat(document.Totals).Concat(document.People))
            foreach (var rate in row.Rates.Keys)
                if (DocumentHiding.PartsOf(row, rate) is (var n, var d) && (hiding.Count(row, n) is null || hiding.Count(row, d) is null)) Assert.Equal("—", hiding.Rate(row, rate));
    }

    [Fact]
    public void The_rest_that_an_old_report_does_not_list_is_protected_too()
    {
        // 12 in the only street, 15 in the district: three at the district itself, which has no row.
        var row = Row("u0", "CivilAffairs", "ChildDirector", 12, 9);
        var document = new ReportDocument
        {
            District = new("t", "d", "示例区"), Rows = [row],
            Totals = [row with { Line = null, Role = null }, Row("d", null, "ChildDirector", 15, 10), Row("d", null, null, 15, 10)],
        };
        var hiding = DocumentHiding.Of(document, DocumentReader.City.Covers);
        Assert.False(hiding.Count(row, "required") is not null && hiding.Count(document.Total(), "required") is not null);
    }

    [Fact]
    public void Of_a_correction_a_reader_is_told_only_changes_of_figures_that_are_told_before_and_after()
    {
        var (before, after) = (Random(3), Random(4));
        var document = after with { ComparedWith = 1, Differences = Differences.Between(before, after.Rows, after.People), Causes = [new("Evidence", "补录", 3)] };
        var all = DocumentView.Of(document, "h", before, DocumentReader.District);
        var city = DocumentView.Of(document, "h", before, DocumentReader.City);
        var street = DocumentView.Of(document, "h", before, DocumentReader.Within(new HashSet<string> { "u1" }, new HashSet<string>()));
        Assert.Equal(document.Differences.Count, all.Differences.Count);
        Assert.Equal(document.Differences.Count, city.Differences.Count + city.Withheld);
        Assert.All(city.Differences, d => Assert.False(d.Before is > 0 and < 5 || d.After is > 0 and < 5, $"{d}"));
        Assert.NotEmpty(street.Differences);
        Assert.All(street.Differences, d => Assert.True(d.Unit == "u1" || (d is { Unit: "d", LineTitle: null, Role: null }), $"{d}"));
        Assert.Equal(document.Differences.Where(d => d.Unit == "u1"), street.Differences.Where(d => d.Unit == "u1"));
        Assert.Equal("<5", Assert.Single(city.Causes).Count);
        Assert.Equal("3", Assert.Single(all.Causes).Count);
        Assert.Empty(street.Causes);
        // The report before was not kept: no change is told.
        Assert.Empty(DocumentView.Of(document, "h", null, DocumentReader.City).Differences);
    }

    private static void Check(ReportDocument document, DocumentReader reader, DocumentHiding hiding, string measure, string at)
    {
        List<DocumentRow> rows = [.. document.Rows, .. document.Totals];
        var sums = new List<int[]>();
        for (var t = document.Rows.Count; t < rows.Count; t++)
        {
            var total = rows[t];
            sums.Add([t, .. Enumerable.Range(0, document.Rows.Count).Where(i => (total.Unit == "d" || rows[i].Unit == total.Unit) && (total.Line is null || rows[i].Line == total.Line) && (total.Role is null || rows[i].Role == total.Role))]);
        }
        var told = rows.Select((r, i) => i < document.Rows.Count && reader.Covers(r) ? Hiding.None : hiding.Of(r, measure)).ToList();
        for (var i = 0; i < rows.Count; i++)
            if (told[i] == Hiding.None && !Known(i)) Assert.False(rows[i][measure] is > 0 and < 5, $"{at}: {rows[i].UnitName} {rows[i].Role} tells {rows[i][measure]}");
        foreach (var derived in ComplementTests.ByFractions(told, sums)) Assert.False(!Known(derived) && rows[derived][measure] is > 0 and < 5, $"{at}: {rows[derived].UnitName} {rows[derived].Role} follows");

        // A total of what is the reader's own and of nothing else that is not 0 can be added up by the reader.
        bool Known(int i) => i < document.Rows.Count ? reader.Covers(rows[i]) : sums[i - document.Rows.Count].Skip(1).All(p => reader.Covers(rows[p]) || rows[p][measure] == 0);
    }

    private static ReportDocument Random(int seed)
    {
        var random = new Random(seed);
        var rows = new List<DocumentRow>();
        for (var u = 0; u < 2 + seed % 4; u++)
            foreach (var (line, roles) in Lines)
                foreach (var role in roles)
                    if (random.Next(5) > 0) rows.Add(Row($"u{u}", line, role, random.Next(1, random.Next(2) == 0 ? 7 : 30), 0, random));
        List<DocumentRow> totals =
        [
            .. rows.GroupBy(r => r.Unit).Select(g => Sum(g, g.Key, null, null)), .. rows.GroupBy(r => r.Line).Select(g => Sum(g, "d", g.Key, null)),
            .. rows.GroupBy(r => r.Role).Select(g => Sum(g, "d", null, g.Key)), Sum(rows, "d", null, null),
        ];
        return new()
        {
            District = new("t", "d", "示例区"), Measures = Figures.Columns, Rows = rows, Totals = totals,
            People = [.. totals.Concat(rows.GroupBy(r => (r.Unit, r.Line)).Select(g => Sum(g, g.Key.Unit, g.Key.Line, null))).Concat(rows.GroupBy(r => (r.Unit, r.Role)).Select(g => Sum(g, g.Key.Unit, null, g.Key.Role))).Select(People)],
        };
    }

    private static DocumentRow Sum(IEnumerable<DocumentRow> rows, string unit, string? line, string? role)
    {
        var parts = rows.ToList();
        return new(unit, unit, line, line, role, role, parts[0].Counts.Keys.ToDictionary(k => k, k => parts.Sum(p => p[k])), parts[0].Rates);
    }

    private static DocumentRow People(DocumentRow posts) => posts with
    {
        Counts = Figures.Persons.ToDictionary(m => m.Key, m => posts[m.Key is "personAllCertified" or "personAnyCertified" ? "certified" : char.ToLowerInvariant(m.Key[6]) + m.Key[7..]]),
        Rates = new Dictionary<string, string> { ["allCertifiedRate"] = "50.0%" },
    };

    private static DocumentRow Row(string unit, string? line, string? role, int required, int certified, Random? random = null)
    {
        var excluded = random?.Next(3) ?? 0;
        var held = random?.Next(required + 1) ?? certified;
        var expired = random?.Next(required - held + 1) ?? 0;
        var annual = role is "ChildSupervisor" or "ChildDirector" ? required : 0;
        var counts = new Dictionary<string, int>
        {
            ["inPost"] = required + excluded, ["excludedNewcomer"] = excluded, ["required"] = required, ["certified"] = held, ["expired"] = expired, ["neverCertified"] = required - held - expired,
            ["completed"] = held, ["annualRequired"] = annual, ["refreshedThisYear"] = Math.Min(annual, held),
        };
        foreach (var (_, key, _) in Figures.Assignments) counts.TryAdd(key, 0);
        return new(unit, unit, line, line, role, role, counts, new Dictionary<string, string> { ["certificationRate"] = "50.0%", ["completionRate"] = "50.0%", ["annualRefreshRate"] = "50.0%" });
    }
}
