using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Exchange.Desk;
using Training.Modules.Exchange.Export;
using Training.Modules.Exchange.Format;
using Training.Modules.People.Models;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Exchange.Pages;

/// <summary>Takes all facts out as a ZIP file, or a set in, as long as the site has nobody.</summary>
[Authorize(ExchangePermissions.ExchangeFacts)]
[FactsUploadLimit]
[RequestFormLimits(MultipartBodyLengthLimit = FactsUploadLimitAttribute.FormBytes)]
public sealed class FactsHomeModel(
    FactsDesk desk, FactsExport export, FactFolder folder, TenantDb db, AuditLog audit, TimeProvider clock, PageFrame frame, Text text) : FactsPage(frame, text)
{
    /// <summary>More people than this go out by command: nobody waits minutes for a page.</summary>
    public const int PeopleMax = 30_000;

    public bool IsOpen { get; private set; }

    /// <summary>Why the file was not taken, or not made.</summary>
    public string? Refusal { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancel)
    {
        if (file is null or { Length: 0 }) Refusal = Text["请先选择一个文件。"];
        else if (file.Length > FactLimits.Upload) Refusal = Text["文件超过 {0} MB，请用命令导入。", FactLimits.Upload / 1024 / 1024];
        else
        {
            try
            {
                await using var content = file.OpenReadStream();
                return Redirect($"{Request.PathBase}{Address}/{await desk.UploadAsync(User, file.FileName, content, cancel)}");
            }
            catch (FactsException e)
            {
                Refusal = Text[e.Message, [.. e.Arguments]];
            }
        }
        await FillAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostExportAsync(bool phones, CancellationToken cancel)
    {
        if (await db.Set<Person>().CountAsync(cancel) > PeopleMax)
        {
            Refusal = Text["超过 {0} 人，请用命令导出。", PeopleMax.ToString("N0", CultureInfo.InvariantCulture)];
            await FillAsync(cancel);
            return Page();
        }
        // Into a file first: an error on the way is a page, not half a file.
        var file = folder.Temporary();
        try
        {
            FactsExtent extent;
            using (var sink = FactsSink.ToZip(file)) extent = await export.WriteAsync(sink, phones, cancel);
            audit.Add("Facts", "Exported", "page", ExportWords.Summary(extent, phones));
            await db.SaveChangesAsync(cancel);
            file.Position = 0;
            Response.Headers.CacheControl = "private, no-store";
            return File(file, "application/zip", $"facts-{clock.Today():yyyy-MM-dd}.zip");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        SetFrame();
        IsOpen = await desk.IsOpenAsync(cancel);
    }
}
