using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Assessment.Services;
using Training.Modules.Courseware;
using Training.Modules.Courseware.Services;

namespace Training.Modules.Assessment.Statistics;

/// <summary>For trainers: how each question of a module behaves; what needs a look comes first.</summary>
[Authorize(CoursewarePermissions.EditCourseware)]
public sealed class ModuleQuestionsModel(KnowledgeChecks checks, Catalog catalog, ItemReport report) : PageModel
{
    public string ModuleTitle { get; private set; } = "";
    public IReadOnlyList<ItemStatistics> Items { get; private set; } = [];
    public int Answers => Items.Sum(i => i.Shown);
    public int ToLookAt => Items.Count(i => i.NeedsLook);

    /// <summary>The steps as they were put, by their right numbers: "2-1-3".</summary>
    public static string Order(ItemStatistics item) => string.Join('-', item.MostWrong!
        .Select((place, step) => (place, step: step + 1)).OrderBy(x => x.place).Select(x => x.step));

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        var (bank, module) = (await checks.ByCodeAsync(code, cancel), await catalog.ByCodeAsync(code, cancel));
        if (bank is null && module is null) return NotFound();
        ModuleTitle = module?.Title ?? bank!.ModuleTitle;
        if (bank is not null) Items = [.. (await report.OfAsync(bank, cancel)).OrderBy(i => !i.NeedsLook)];
        return Page();
    }
}
