using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using static Training.Tests.Modules.Certification.Models.Sample;

namespace Training.Tests.Modules.Certification.Models;

public sealed class RenewalRuleTests
{
    private static readonly RenewalRule ByYear = new()
    {
        Paths =
        [
            new() { Title = "每年", Requirements = All("O02") },
            new() { Title = "隔年", FromCycle = 2, EveryCycles = 2, Requirements = All("R03") },
            new() { Title = "第五年", FromCycle = 5, EveryCycles = 0, Requirements = All("T01") },
        ],
    };

    [Theory]
    [InlineData(1, "每年")]
    [InlineData(2, "隔年")]
    [InlineData(3, "每年")]
    [InlineData(4, "隔年")]
    [InlineData(5, "第五年")]
    [InlineData(6, "隔年")]
    [InlineData(7, "每年")]
    public void Each_cycle_has_its_path(int cycle, string title) => Assert.Equal(title, ByYear.PathOf(cycle)!.Title);

    [Fact]
    public void The_second_renewal_asks_for_something_else()
    {
        var scheme = Sample.Scheme() with { Rules = new() { Requirements = All("O02", "R03"), Renewal = ByYear } };
        Proof[] proofs = [Done("O02", "2024-01-01"), Done("R03", "2024-01-01"), Done("O02", "2024-12-01"), Done("O02", "2025-12-01"), Done("R03", "2025-12-10")];
        var completions = Lived(scheme, new(proofs), "2026-01-01");
        Assert.Equal([(Day("2024-01-01"), 0), (Day("2024-12-01"), 1), (Day("2025-12-10"), 2)], completions.Select(c => (c.On, c.Cycle.Number)));
        Assert.Equal("隔年", completions[2].Cycle.Title);
    }

    [Fact]
    public void After_everything_was_shown_again_counting_begins_anew()
    {
        var scheme = Sample.Scheme() with { Rules = new() { Requirements = All("O02", "R03"), Renewal = ByYear } };
        Proof[] proofs = [Done("O02", "2023-01-01"), Done("R03", "2023-01-01"), Done("O02", "2024-08-01"), Done("R03", "2024-08-01"), Done("O02", "2025-07-01")];
        Assert.Equal([0, 0, 1], Lived(scheme, new(proofs), "2026-01-01").Select(c => c.Cycle.Number));
    }
}
