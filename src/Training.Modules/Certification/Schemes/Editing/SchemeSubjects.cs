using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Models;
using Training.Modules.Practice.Services;
using Training.Modules.Records.Services;
using Training.Platform.Data;

namespace Training.Modules.Certification.Schemes.Editing;

/// <summary>What rules may name here.</summary>
/// <param name="Titles">What is published, by kind and code.</param>
/// <param name="Hours">学时 of published modules.</param>
/// <param name="Planned">Module codes that the schemes in force or proposed name, published or not.</param>
public sealed record SchemeSubjects(
    IReadOnlyDictionary<(RequirementKind Kind, string Code), string> Titles, IReadOnlyDictionary<string, decimal> Hours, IReadOnlySet<string> Planned)
{
    /// <summary>Kinds whose things are made here, so that a rule can name one that does not exist.</summary>
    public static bool IsMadeHere(RequirementKind kind) => kind is RequirementKind.Module or RequirementKind.Scenario or RequirementKind.Exam or RequirementKind.Task;

    public IReadOnlyList<string> KnownModules => [.. Hours.Keys.Union(Planned).Order(StringComparer.Ordinal)];

    public bool KnowsModule(string code) => Hours.ContainsKey(code) || Planned.Contains(code);

    public bool Exists(RequirementKind kind, string code) => !IsMadeHere(kind) || Titles.ContainsKey((kind, code));
}

/// <summary>Reads them; content comes from memory.</summary>
public sealed class SchemeSubjectsQuery(TenantDb db, Catalog catalog, Scenarios scenarios, FinalExams exams, Tasks tasks, SchemeTable schemes)
{
    /// <summary>Drafts that are read.</summary>
    private const int Drafts = 100;

    public async Task<SchemeSubjects> AllAsync(CancellationToken cancel)
    {
        var titles = new Dictionary<(RequirementKind, string), string>();
        var modules = await catalog.ModulesAsync(cancel);
        foreach (var m in modules) titles[(RequirementKind.Module, m.Code)] = m.Title;
        foreach (var s in await scenarios.AllAsync(cancel)) titles[(RequirementKind.Scenario, s.Id)] = s.Title;
        foreach (var e in await exams.AllAsync(cancel)) titles[(RequirementKind.Exam, e.Part.Code)] = e.Title;
        foreach (var t in await tasks.AllAsync(cancel)) titles[(RequirementKind.Task, t.Code)] = t.Title;
        var table = await schemes.AllAsync(cancel);
        var drafts = await db.Set<SchemeDraft>().AsNoTracking().OrderBy(d => d.Id).Take(Drafts).Select(d => d.RulesJson).ToListAsync(cancel);
        var named = RoleFacts.All.SelectMany(table.Of).Select(v => v.Rules).Concat(drafts.Select(SchemeRulesJson.Read))
            .SelectMany(r => r.Renewal.Paths.Select(p => p.Requirements).Prepend(r.Requirements))
            .SelectMany(r => RuleCheck.Subjects(r)).Where(s => s.Kind == RequirementKind.Module).Select(s => s.Subject).ToHashSet();
        return new(titles, modules.ToDictionary(m => m.Code, m => m.Hours), named);
    }
}
