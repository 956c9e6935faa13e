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
