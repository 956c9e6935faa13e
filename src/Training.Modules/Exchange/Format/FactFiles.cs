namespace Training.Modules.Exchange.Format;

/// <summary>A column of a fact file.</summary>
/// <param name="Required">Must be in the heading; whether a cell may be empty is said in docs/facts-format.md.</param>
public sealed record FactColumn(string Name, bool Required);

/// <summary>One file of the set: its name, its columns in the order in which they are written, and the rows it may hold.</summary>
public sealed record FactFile(string Name, int MaxRows, IReadOnlyList<FactColumn> Columns)
{
    /// <param name="columns">Names separated by spaces; a star marks one that must be there.</param>
    public static FactFile Of(string name, int maxRows, string columns) =>
        new(name, maxRows, [.. columns.Split(' ').Select(c => new FactColumn(c.TrimEnd('*'), c.EndsWith('*')))]);
}

/// <summary>The documented set (docs/facts-format.md), in the order in which it is read: what is named stands before what names it.</summary>
public static class FactFiles
{
    /// <summary>Goes up when a file of before could be misread.</summary>
    public const int Version = 1;

    public const string ManifestName = "manifest.json";

    public static readonly FactFile Units = FactFile.Of("units.csv", 50_000, "code* name* kind* parent_code* line school_kind ended_on merged_into started_on recorded_at end_recorded_at");

    public static readonly FactFile UnitParents = FactFile.Of("unit_parents.csv", 200_000, "unit_code* parent_code* through* recorded_at");

    public static readonly FactFile People = FactFile.Of("people.csv", 1_000_000, "staff_no* name* phone created_at");

    public static readonly FactFile Assignments = FactFile.Of("assignments.csv", 4_000_000,
        "assignment_id* staff_no* role* line* sub_district_code* work_unit_code start* end growth_mentor recorded_at end_recorded_at");

    public static readonly FactFile Leaves = FactFile.Of("leaves.csv", 4_000_000, "assignment_id* kind* start* end* recorded_at end_recorded_at");

    public static readonly FactFile Exemptions = FactFile.Of("exemptions.csv", 4_000_000, "assignment_id* start* end* reason* approved_by* recorded_at end_recorded_at");

    public static readonly FactFile Schemes = FactFile.Of("schemes.csv", 1_000,
        "role* version* title* effective_from* effective_through validity_unit validity_count hours rules source recorded_at");

    public static readonly FactFile ModuleUpdates = FactFile.Of("module_updates.csv", 5_000, "kind* module_code* announced_on* days note* recorded_at lines");

    public static readonly FactFile StreetOpenings = FactFile.Of("street_openings.csv", 10_000, "role* sub_district_code* opens_on* always recorded_at");

    public static readonly FactFile Evidence = FactFile.Of("evidence.csv", 30_000_000,
        "evidence_id staff_no* kind* subject* hours category level topic score effective_on* content_version reason* supersedes recorded_at");

    public static readonly FactFile Completions = FactFile.Of("completions.csv", 10_000_000,
        "staff_no* role* scheme_version* completed_on* valid_through from_evidence recorded_at");

    public static readonly FactFile Certificates = FactFile.Of("certificates.csv", 10_000_000,
        "number* verify_code staff_no* role* scheme_version* scheme_title holder_name hours issuer completed_on* issued_on* valid_from* valid_through* site_name site_sub_name recorded_at");

    public static readonly FactFile CertificateEvents = FactFile.Of("certificate_events.csv", 10_000_000, "number* kind* effective_on* reason_code reason* recorded_at");

    public static readonly IReadOnlyList<FactFile> All =
        [Units, UnitParents, People, Assignments, Leaves, Exemptions, Schemes, ModuleUpdates, StreetOpenings, Evidence, Completions, Certificates, CertificateEvents];

    public static FactFile? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}

/// <summary>What is met before anything is believed.</summary>
public static class FactLimits
{
    /// <summary>Characters of a cell; only the rules of a scheme are that long.</summary>
    public const int Cell = 60_000;

    /// <summary>Characters of a row.</summary>
    public const int Row = 100_000;

    /// <summary>Bytes of all files of a set once unpacked.</summary>
    public const long Unpacked = 16L * 1024 * 1024 * 1024;

    /// <summary>The same for what is uploaded on the page.</summary>
    public const long UnpackedOnPage = 2L * 1024 * 1024 * 1024;

    /// <summary>Bytes of a ZIP file uploaded on the page; larger ones go by command.</summary>
    public const int Upload = 64 * 1024 * 1024;

    public const int Manifest = 64 * 1024;

    /// <summary>Entries of a ZIP file: the set and a few too many to be told apart.</summary>
    public const int Entries = 40;

    /// <summary>Days that are taken for true.</summary>
    public static readonly DateOnly FirstDay = new(1950, 1, 1), LastDay = new(2099, 12, 31);
}
