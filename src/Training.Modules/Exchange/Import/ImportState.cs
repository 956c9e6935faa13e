using Training.Modules.Certification.Models;
using Training.Modules.Exchange.Format;
using Training.Modules.People.Models;

namespace Training.Modules.Exchange.Import;

/// <summary>A scheme version of the set or of the site, by which completions and certificates name it.</summary>
internal sealed record KnownScheme(long Id, string Title, SchemeRules Rules);

/// <summary>What is known while a set is read: ids that were given, by the names that the files use.</summary>
internal sealed class ImportState(FactsSource source, DateOnly today, DateTime now)
{
    public FactsSource Source { get; } = source;
    public DateOnly Today { get; } = today;

    /// <summary>When something was recorded that does not say so.</summary>
    public DateTime Now { get; } = now;

    public FactProblems Problems { get; } = new();

    public FactsManifest Manifest { get; set; } = null!;

    /// <summary>Rows read of each file.</summary>
    public Dictionary<string, long> Rows { get; } = [];

    public Dictionary<string, OrgUnit> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>工号 → id.</summary>
    public Dictionary<string, KnownPerson> People { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> Assignments { get; } = new(StringComparer.Ordinal);

    public Dictionary<(TrainingRole Role, int Version), KnownScheme> Schemes { get; } = [];

    public Dictionary<string, KnownCertificate> Certificates { get; } = new(StringComparer.Ordinal);

    /// <summary>Completions that the set says follow from its evidence, or stand for themselves: all are held against the result.</summary>
    public List<StatedCompletion> Completions { get; } = [];

    public long LastEvidence { get; set; }

    /// <summary>Rows of a file, counted; those with a fault of their own are read too, so that all faults are found in one go.</summary>
    public IEnumerable<FactRow> Read(FactFile file)
    {
        foreach (var row in FactReader.Rows(Source, file, Problems))
        {
            Rows[file.Name] = Rows.GetValueOrDefault(file.Name) + 1;
            yield return row;
        }
    }

    public KnownPerson? Person(FactRow row)
    {
        var number = row.Text("staff_no", 30);
        if (People.TryGetValue(number, out var person)) return person;
        if (number.Length > 0) row.Fault("staff_no", "people.csv 里没有这个工号，请核对或补上。");
        return null;
    }

    public KnownScheme? Scheme(FactRow row, TrainingRole role, int version)
    {
        if (Schemes.TryGetValue((role, version), out var scheme)) return scheme;
        if (row.Good) row.Fault("scheme_version", "{0} 没有第 {1} 版方案，请在 schemes.csv 里补上。", role, version);
        return null;
    }
}

internal readonly record struct KnownPerson(long Id, string Name);

internal readonly record struct KnownCertificate(long Id, int Row);

/// <param name="Row">Row of completions.csv.</param>
internal readonly record struct StatedCompletion(long PersonId, TrainingRole Role, int Version, DateOnly On, DateOnly? Through, int Row);
