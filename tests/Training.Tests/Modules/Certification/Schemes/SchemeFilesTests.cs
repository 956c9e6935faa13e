using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Schemes;
using Training.Modules.People.Models;
using Training.Platform.Contents;
using Training.Tests.Architecture;
using Training.Tests.Platform.Contents;

namespace Training.Tests.Modules.Certification.Schemes;

public sealed class SchemeFilesTests
{
    private static readonly string Content = Path.Combine(RepositoryRoot.Path, "content");

    [Fact]
    public void The_published_schema_of_a_scheme_is_what_is_read() => SchemaFile.AssertCurrent<SchemeFile>("scheme", "schemes/{role-slug}.yaml");

    [Fact]
    public void Every_role_has_a_scheme_without_fault()
    {
        var report = new ContentReport();
        var schemes = SchemeReader.ReadAll(Content, report);
        Assert.Empty(report.Problems);
        Assert.Equal(RoleFacts.All, schemes.Select(s => s.Role).Order());
    }

    [Fact]
    public void Every_role_has_a_draft_of_the_whole_curriculum_that_is_not_in_force()
    {
        var report = new ContentReport();
        var drafts = SchemeReader.ReadDrafts(Content, report);
        Assert.Empty(report.Problems);
        Assert.Equal(RoleFacts.All, drafts.Select(s => s.Role).Order());
        Assert.All(drafts, d => Assert.Equal(SchemeStatus.Draft, d.Status));
        Assert.Equal(
            [(29.0m, 12), (27.0m, 12), (37.5m, 24), (27.5m, 36), (21.0m, 36), (11.0m, 36), (17.0m, 24), (20.5m, 24), (29.5m, 24)],
            drafts.OrderBy(d => d.Role).Select(d => (d.Hours, d.Validity.Count)));
    }

    [Fact]
    public void Nothing_that_is_shipped_is_called_policy()
    {
        // The sources name no such rule that was read in full: what is a default must not be printed as 政策规定.
        foreach (var folder in new[] { "schemes", "schemes/drafts" })
            foreach (var file in Directory.GetFiles(Path.Combine(Content, folder), "*.yaml"))
                Assert.DoesNotContain("basis: Policy", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_are_those_of_the_modules() => Assert.All(SchemeReader.ReadAll(Content, new()), scheme => Assert.Equal(
        scheme.Requirements.Leaves.Where(r => r.Kind == RequirementKind.Module).Sum(r => HoursOf(r.Subject)), scheme.Hours));

    [Fact]
    public void A_fault_is_reported_with_file_and_line()
    {
        var folder = Directory.CreateTempSubdirectory("schemes-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "schemes"));
            Directory.CreateDirectory(Path.Combine(folder, "packs", "o02-ethics-privacy"));
            var good = File.ReadAllText(Path.Combine(Content, "schemes", "teacher.yaml"));
            File.WriteAllText(Path.Combine(folder, "schemes", "teacher.yaml"), good);
            var report = new ContentReport();
            Assert.Empty(SchemeReader.ReadAll(folder, report));
            Assert.Contains(report.Problems, p => p is { File: "schemes/teacher.yaml", Line: > 5 } && p.Message.Contains("R03", StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(folder, "schemes", "teacher.yaml"), good.Replace("passPercent: 80", "passPercent: 8", StringComparison.Ordinal));
            report = new ContentReport();
            SchemeReader.ReadAll(folder, report);
            Assert.Contains(report.Problems, p => p.Message.Contains("passPercent", StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(folder, "schemes", "teacher.yaml"), good.Replace("kind: Module, subject: R03", "kind: Modul, subject: R03", StringComparison.Ordinal));
            report = new ContentReport();
            SchemeReader.ReadAll(folder, report);
            Assert.Contains(report.Problems, p => p.Line == 10 && p.Message.Contains("Modul", StringComparison.Ordinal));
            var title = good.Split('\n').Single(l => l.StartsWith("title:", StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(folder, "schemes", "teacher.yaml"), good.Replace(title, "title: 心理咨询师上岗证培训", StringComparison.Ordinal));
            report = new ContentReport();
            SchemeReader.ReadAll(folder, report);
            Assert.Contains(report.Problems, p => p.Line == Array.IndexOf(good.Split('\n'), title) + 1 && p.Message.Contains("不能写“心理咨询师”", StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(folder, "schemes", "teacher.yaml"), good.Replace("rule: AllOf", "rule: EachOf", StringComparison.Ordinal));
            report = new ContentReport();
            SchemeReader.ReadAll(folder, report);
            Assert.Contains(report.Problems, p => p.Message.Contains("可以写：AllOf、SomeOf、HoursOf、Shown、ChangedModules", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static decimal HoursOf(string code)
    {
        var folder = Directory.GetDirectories(Path.Combine(Content, "packs"), code.ToLowerInvariant() + "-*").Single();
        var line = File.ReadLines(Path.Combine(folder, "module.yaml")).Single(l => l.StartsWith("hours:", StringComparison.Ordinal));
        return decimal.Parse(line["hours:".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
