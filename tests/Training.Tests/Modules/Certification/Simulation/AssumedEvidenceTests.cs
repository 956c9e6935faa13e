using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;
using Training.Tests.Hosting;
using Training.Modules.Certification.Schemes;
using Training.Platform.Contents;
using Training.Tests.Architecture;

namespace Training.Tests.Modules.Certification.Simulation;

public sealed class AssumedEvidenceTests
{
    private static readonly DateOnly Day = new(2026, 11, 9);

    [Fact]
    public void Every_rule_of_the_shipped_schemes_can_be_met()
    {
        var report = new ContentReport();
        var content = Path.Combine(RepositoryRoot.Path, "content");
        var files = SchemeReader.ReadAll(content, report).Concat(SchemeReader.ReadDrafts(content, report)).ToList();
        Assert.NotEmpty(files);
        foreach (var rule in files.SelectMany(f => f.Renewal.Paths.Select(p => p.Requirements).Append(f.Requirements)))
            Assert.NotNull(AssumedEvidence.Meeting(rule, Day));
    }

    [Fact]
    public void Quotas_are_met_from_the_innermost()
    {
        var rule = new HoursOf
        {
            AtLeast = 36, HoursPerCredit = 10,
            Quotas =
            [
                new() { Filter = new() { Levels = ["市级"] }, AtLeast = 6 },
                new() { Filter = new() { Levels = ["区级"] }, AtLeast = 10, AtMost = 20, Quotas = [new() { Filter = new() { Topics = ["家庭教育指导"] }, AtLeast = 2 }] },
            ],
        };
        Assert.NotNull(AssumedEvidence.Meeting(rule, Day));
    }

    [Fact]
    public void What_cannot_be_made_up_is_said() =>
        Assert.Null(AssumedEvidence.Meeting(new HoursOf { AtLeast = 5, Filter = new() { Subjects = ["T01"], Except = ["T01"], Kinds = [RequirementKind.Module] } }, Day));
}
