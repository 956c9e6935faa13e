using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification.Models;

public sealed class SchemeRulesJsonTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        var rules = new SchemeRules
        {
            Requirements = AllOf.Of(
                Needs("O02"),
                SomeOf.Of(1, Needs("T01"), Needs("T02") with { MaxAgeMonths = 24, Basis = Basis.DistrictRule }),
                new HoursOf { AtLeast = 3.6m, HoursPerCredit = 10, Label = "选修", Quotas = [new() { Filter = new() { Levels = ["区级"] }, AtLeast = 1, AtMost = 2 }] },
                new ChangedModules { Modules = ["R05"] }),
            Validity = new() { Unit = ValidityUnit.EndOfYear, Count = 2, From = ValidityStart.Completion },
            Renewal = new() { Paths = [new() { Title = "首次", Requirements = Needs("O02"), EveryCycles = 0 }, new() { FromCycle = 2, Requirements = Needs("R03") }] },
            Hours = 12.5m,
        };
        var json = SchemeRulesJson.Write(rules);
        Assert.Equal(json, SchemeRulesJson.Write(SchemeRulesJson.Read(json)));
        Assert.Contains("""{"rule":"Shown","Kind":"Module","Subject":"O02""", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Flat_lists_of_before_are_read_as_all_of_them()
    {
        var old = """
            {"Requirements":[{"Kind":"Module","Subject":"O02","Basis":"ProductDefault"},{"Kind":"Scenario","Subject":"S1","Basis":"DistrictRule"}],"ValidityMonths":24,
            "ValidityBasis":"DistrictRule","Renewal":{"OpensDaysBefore":60,"ClosesDaysAfter":30,"Requirements":[{"Kind":"Module","Subject":"O02","Basis":"ProductDefault"}],
            "Basis":"ProductDefault"},"TransitionMonths":3,"PassPercent":85,"Hours":3.5}
            """;
        var rules = SchemeRulesJson.Read(old);
        Assert.Equal(["O02", "S1"], rules.Requirements.Leaves.Select(l => l.Subject));
        Assert.Equal(Basis.DistrictRule, rules.Requirements.Leaves[1].Basis);
        Assert.Equal(Day("2026-12-31"), rules.Validity.Through(Day("2025-01-01")));
        Assert.Equal((60, 30, Basis.DistrictRule), (rules.Renewal.OpensDaysBefore, rules.Renewal.ClosesDaysAfter, rules.Validity.Basis));
        Assert.Equal(["O02"], rules.Renewal.PathOf(7)!.Requirements.Leaves.Select(l => l.Subject));
    }
}
