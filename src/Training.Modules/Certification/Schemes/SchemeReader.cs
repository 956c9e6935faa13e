using System.Text.RegularExpressions;
using Training.Modules.People.Models;
using Training.Platform.Contents;

namespace Training.Modules.Certification.Schemes;

/// <summary>
/// Reads <c>content/schemes/*.yaml</c>. As a content source it gives no content items (schemes are tables), but the check of
/// the packs and every import see its problems.
/// </summary>
public sealed partial class SchemeReader : IContentSource
{
    public IEnumerable<ShippedItem> Read(string contentFolder, ContentReport report)
    {
        ReadAll(contentFolder, report);
        return [];
    }

    /// <summary>All schemes without fault; what is wrong stands in the report with file and line.</summary>
    public static IReadOnlyList<SchemeFile> ReadAll(string contentFolder, ContentReport report)
    {
        var folder = Path.Combine(contentFolder, "schemes");
        if (!Directory.Exists(folder)) return [];
        var shipped = Shipped(contentFolder);
        var found = new List<SchemeFile>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var name = "schemes/" + Path.GetFileName(file);
            var before = report.Problems.Count;
            if (PackYaml.Read<SchemeFile>(file, name, report, out var lines) is not { } scheme) continue;
            Check(scheme, name, lines, shipped, report);
            if (report.Problems.Count == before) found.Add(scheme);
        }
        return found;
    }

    /// <summary>E.g. ChildDirector → child-director.</summary>
    public static string Slug(TrainingRole role) => Capital().Replace(role.ToString(), "-$0").TrimStart('-').ToLowerInvariant();

    private static void Check(SchemeFile scheme, string name, PackLines lines, HashSet<string> shipped, ContentReport report)
    {
        var slug = Slug(scheme.Role);
        if (name != $"schemes/{slug}.yaml") report.Add(name, lines["role"], $"角色是 {scheme.Role}，文件名应当是 {slug}.yaml。");
        if (scheme.Key != "scheme-" + slug) report.Add(name, lines["key"], $"key 应当是 scheme-{slug}。");
        Subjects(scheme.Requirements, "requirements");
        Subjects(scheme.Renewal.Requirements, "renewal.requirements");

        void Subjects(IReadOnlyList<SchemeFileRequirement> list, string path)
        {
            var seen = new HashSet<(Models.RequirementKind, string)>();
            for (var i = 0; i < list.Count; i++)
            {
                var line = lines[$"{path}[{i}].subject"];
                if (!shipped.Contains(list[i].Kind + " " + list[i].Subject)) report.Add(name, line, $"没有 {list[i].Subject} 这个{(list[i].Kind == Models.RequirementKind.Module ? "模块" : "情景")}。");
                if (!seen.Add((list[i].Kind, list[i].Subject))) report.Add(name, line, $"{list[i].Subject} 写了两次。");
            }
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
