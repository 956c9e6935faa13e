using System.Text.RegularExpressions;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.People.Models;
using Training.Platform.Contents;

namespace Training.Modules.Certification.Schemes;

/// <summary>
/// Reads <c>content/schemes/*.yaml</c>, and drafts from <c>content/schemes/drafts/</c>. As a content source it gives no content items
/// (schemes are tables), but the check of the packs and every import see its problems.
/// </summary>
public sealed partial class SchemeReader : IContentSource
{
    /// <summary>Cycles over which a scheme must know how to renew.</summary>
    private const int CyclesChecked = 24;

    public IEnumerable<ShippedItem> Read(string contentFolder, ContentReport report)
    {
        ReadAll(contentFolder, report);
        ReadDrafts(contentFolder, report);
        return [];
    }

    /// <summary>All schemes in force without fault; what is wrong stands in the report with file and line.</summary>
    public static IReadOnlyList<SchemeFile> ReadAll(string contentFolder, ContentReport report) =>
        Folder(contentFolder, "schemes", SchemeStatus.InForce, Shipped(contentFolder), report);

    /// <summary>All proposed schemes without fault. They may name what has not been written yet.</summary>
    public static IReadOnlyList<SchemeFile> ReadDrafts(string contentFolder, ContentReport report) =>
        Folder(contentFolder, "schemes/drafts", SchemeStatus.Draft, null, report);

    /// <summary>E.g. ChildDirector → child-director.</summary>
    public static string Slug(TrainingRole role) => Capital().Replace(role.ToString(), "-$0").TrimStart('-').ToLowerInvariant();

    private static List<SchemeFile> Folder(string contentFolder, string name, SchemeStatus status, HashSet<string>? shipped, ContentReport report)
    {
        var found = new List<SchemeFile>();
        var folder = Path.Combine(contentFolder, name);
        if (!Directory.Exists(folder)) return found;
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var shown = $"{name}/{Path.GetFileName(file)}";
            var before = report.Problems.Count;
            if (PackYaml.Read<SchemeFile>(file, shown, report, out var lines) is not { } scheme) continue;
            Check(scheme, shown, status, lines, shipped, report);
            if (report.Problems.Count == before) found.Add(scheme);
        }
        return found;
    }

    private static void Check(SchemeFile scheme, string name, SchemeStatus status, PackLines lines, HashSet<string>? shipped, ContentReport report)
    {
        var slug = Slug(scheme.Role);
        if (Path.GetFileName(name) != $"{slug}.yaml") report.Add(name, lines["role"], $"角色是 {scheme.Role}，文件名应当是 {slug}.yaml。");
        if (scheme.Key != "scheme-" + slug) report.Add(name, lines["key"], $"key 应当是 scheme-{slug}。");
        if (scheme.Status != status)
            report.Add(name, lines["status"], status == SchemeStatus.Draft ? "drafts 目录下的方案要写 status: draft。" : "草案请放到 drafts 目录下。");
        if (CertificateWording.Problem(scheme.Title) is { } wording) report.Add(name, lines["title"], wording);
        Rule(scheme.Requirements, "requirements");
        for (var i = 0; i < scheme.Renewal.Paths.Count; i++) Rule(scheme.Renewal.Paths[i].Requirements, $"renewal.paths[{i}].requirements");
        if (!scheme.Validity.IsPossible) report.Add(name, lines["validity.count"], "有效期只有 unit: EndOfYear 可以写 0（到当年 12 月 31 日），其他单位最少写 1。");
        var rules = scheme.ToRules();
        for (var cycle = 1; cycle <= CyclesChecked; cycle++)
        {
            if (rules.Renewal.PathOf(cycle) is not null) continue;
            report.Add(name, lines["renewal.paths"], $"第 {cycle} 次续证没有写要满足什么，请补上。");
            break;
        }

        void Rule(Rule rule, string path)
        {
            foreach (var problem in RuleCheck.Of(rule)) report.Add(name, lines[$"{path}.{problem.Path}".TrimEnd('.')], problem.Message);
            if (shipped is null) return;
            foreach (var (at, kind, subject) in RuleCheck.Subjects(rule))
                if (kind is RequirementKind.Module or RequirementKind.Scenario && !shipped.Contains($"{kind} {subject}"))
                    report.Add(name, lines[$"{path}.{at}"], $"没有 {subject} 这个{(kind == RequirementKind.Module ? "模块" : "情景")}。");
        }
    }

    /// <summary>Modules and scenarios that are there, by the names of their folders and files (docs/content-format.md).</summary>
    private static HashSet<string> Shipped(string contentFolder)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Add("packs", "Module ", Directory.EnumerateDirectories);
        Add("scenarios", "Scenario ", Directory.EnumerateFiles);
        return found;

        void Add(string folder, string kind, Func<string, IEnumerable<string>> list)
        {
            var path = Path.Combine(contentFolder, folder);
            if (!Directory.Exists(path)) return;
            foreach (var entry in list(path)) found.Add(kind + Path.GetFileName(entry).Split('-')[0].ToUpperInvariant());
        }
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
