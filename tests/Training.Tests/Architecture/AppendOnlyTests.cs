using System.Text.RegularExpressions;

namespace Training.Tests.Architecture;

/// <summary>
/// Complaint 5 of the survey of peers: history is not an option that can be off. What is saved through the model throws when it was changed
/// (<see cref="Training.Platform.Data.AppendOnlyTables"/>); this looks for the ways around it.
/// </summary>
public sealed partial class AppendOnlyTests
{
    [Fact, Trait("Complaint", "5")]
    public void No_statement_of_the_product_deletes_or_rewrites_evidence_or_certificates()
    {
        var found = new List<string>();
        var files = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/Migrations/", StringComparison.Ordinal)).ToList();
        foreach (var file in files)
            foreach (var statement in File.ReadAllText(file).Split(';'))
                // Setting a number to itself is how a row is locked.
                if (History().IsMatch(statement) && Change().IsMatch(statement) && !statement.Contains("SetProperty(c => c.Number, c => c.Number)", StringComparison.Ordinal))
                    found.Add($"{Path.GetFileName(file)}: {statement.Trim()}");
        Assert.Empty(found);
        Assert.True(files.Count > 500);
    }

    [GeneratedRegex(@"Set<(Evidence|Certificate|CertificateEvent|CertificateTemplate|CertificateLogo|Transcript)>\(\)|(UPDATE|DELETE FROM|TRUNCATE)\s+(evidence|certificates|certificate_events|certificate_templates|certificate_logos|transcripts)\b")]
    private static partial Regex History();

    [GeneratedRegex(@"\bExecuteDelete|\bExecuteUpdate|\.Remove(Range)?\(|(UPDATE|DELETE FROM|TRUNCATE)\s+(evidence|certificates|certificate_events|certificate_templates|certificate_logos|transcripts)\b")]
    private static partial Regex Change();
}
