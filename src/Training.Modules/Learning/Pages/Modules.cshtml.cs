using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Services;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Learning.Pages;

/// <summary>All modules by strand, with the reader's state. Three queries.</summary>
public sealed class ModulesModel(
    Catalog catalog, ReadingProgress reading, KnowledgeChecks checks, FinalExams exams, EvidenceLedger ledger, PageFrame frame, Text text) : PageModel
{
    public IReadOnlyList<IGrouping<Strand, ModuleProgress>> Strands { get; private set; } = [];

    public bool HasExams { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var modules = await catalog.ModulesAsync(cancel);
        IReadOnlyList<ModuleProgress> all;
        if (User.PersonId() is { } person)
        {
            var states = await reading.ForPersonAsync(person, cancel);
            var passed = await checks.StatusAsync(person, cancel);
            var evidence = await ledger.ForPersonAsync(person, cancel);
            all = [.. modules.Select(m => ModuleProgress.Of(m, states, passed.GetValueOrDefault(m.Code)?.Passed == true, evidence))];
        }
        else
        {
            all = [.. modules.Select(m => ModuleProgress.Of(m, new Dictionary<string, LessonState>(), false, []))];
        }
        Strands = [.. all.GroupBy(m => m.Module.Part.Strand)];
        HasExams = (await exams.AllAsync(cancel)).Count > 0;
        frame.Title = text["全部课程"];
        frame.Nav = "modules";
    }
}
