using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Courseware.Markdown;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Platform.Display;

namespace Training.Modules.Learning.Pages;

/// <summary>口袋工具: one sheet of paper. No query.</summary>
public sealed class ToolModel(Catalog catalog, TextCache texts, PageFrame frame) : PageModel
{
    public ModuleView Module { get; private set; } = null!;
    public string Title { get; private set; } = "";
    public RenderedMarkdown Text { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (await catalog.ByCodeAsync(code, cancel) is not { Tool: { } tool } module) return NotFound();
        (Module, Title, Text) = (module, tool.DisplayText, texts.Of(tool));
        frame.Title = Title;
        frame.Nav = "home";
        frame.Layout = "Layout-Print";
        frame.CrisisOpen = module.Sensitive;
        return Page();
    }
}
