using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.Courseware.Services;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Certification.Pages;

/// <summary>重要更新: a module changed enough to be learned again at the next renewal. Certificates go on to their last day.</summary>
[Authorize(CertificationPermissions.ManageSchemes)]
public sealed class MajorEditionsModel(ModuleUpdates updates, Catalog catalog, PageFrame frame, Text text) : PageModel
{
    /// <summary>Editions listed, newest first.</summary>
    private const int Listed = 50;

    [BindProperty] public string? Module { get; set; }
    [BindProperty] public string? Note { get; set; }

    public IReadOnlyList<(string Code, string Title)> Modules { get; private set; } = [];
    public IReadOnlyList<MajorEdition> Past { get; private set; } = [];
    public string? Refusal { get; private set; }

    [TempData] public string? Done { get; set; }

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Module)) Refusal = text["请选一个模块。"];
        else if (await updates.RecordEditionAsync(Module, Note ?? "", User.UserId(), cancel) is { } refusal) Refusal = text[refusal];
        else
        {
            Done = text["模块 {0} 的重要更新已登记。持证的不受影响，换证时再学。", Module];
            return Redirect(Request.PathBase + "/console/schemes/major-editions");
        }
        await FillAsync(cancel);
        return Page();
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        frame.Schemes(text["重要更新"]);
        Modules = [.. (await catalog.ModulesAsync(cancel)).Select(m => (m.Code, m.Title))];
        Past = await updates.EditionsAsync(Listed, cancel);
    }
}
