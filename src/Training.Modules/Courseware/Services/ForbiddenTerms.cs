using Training.Modules.Courseware.Models;
using Training.Platform.Contents;

namespace Training.Modules.Courseware.Services;

/// <summary>
/// Finds words that content does not use (domain/safety.md §1–2) and numbers that nobody vouches for. Every source of
/// content runs it over its files; the editor runs it over what is typed.
/// </summary>
public sealed class ForbiddenTerms
{
    public const string FileName = "forbidden-terms.yaml";
    private readonly IReadOnlyList<ForbiddenTerm> _terms;

    private ForbiddenTerms(IReadOnlyList<ForbiddenTerm> terms) => _terms = terms;

    /// <summary>Reads the list; a fault in it goes into the report, and then nothing is forbidden.</summary>
    public static ForbiddenTerms Load(string contentFolder, ContentReport report) =>
        new(PackYaml.Read<ForbiddenTermsFile>(Path.Combine(contentFolder, FileName), FileName, report, out _)?.Terms ?? []);

    /// <summary>Reports every use in a file, with its line.</summary>
    /// <param name="file">Path on disk.</param>
    /// <param name="relativeName">Path below <c>content/</c>.</param>
    public void CheckFile(string file, string relativeName, ContentReport report)
    {
        foreach (var (line, message) in Find(File.ReadAllText(file), relativeName)) report.Add(relativeName, line, message);
    }

    /// <summary>Uses in a text: line from 1, and what to write instead.</summary>
    /// <param name="relativeName">File for which a term may be allowed; empty = none.</param>
    public IEnumerable<(int Line, string Message)> Find(string text, string relativeName = "")
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            foreach (var term in _terms)
                if (!term.AllowedIn.Contains(relativeName) && Uses(line, term))
                    yield return (number, $"不用“{term.Term}”：{term.Reason}。可以写：{term.Suggestion}。");
        }
    }

    private static bool Uses(string line, ForbiddenTerm term)
    {
        for (var at = line.IndexOf(term.Term, StringComparison.Ordinal); at >= 0; at = line.IndexOf(term.Term, at + 1, StringComparison.Ordinal))
            if (!term.Except.Any(longer => Covers(line, at, term.Term, longer))) return true;
        return false;
    }

    /// <summary>Whether the hit is part of the longer word at that very place.</summary>
    private static bool Covers(string line, int at, string term, string longer)
    {
        var offset = longer.IndexOf(term, StringComparison.Ordinal);
        return offset >= 0 && at >= offset && string.CompareOrdinal(line, at - offset, longer, 0, longer.Length) == 0;
    }
}
