using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Training.Modules.Exchange.Desk;
using Training.Modules.Exchange.Export;
using Training.Modules.Exchange.Format;
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
    FactsDesk desk, FactsExport export, TenantDb db, AuditLog audit, ILogger<FactsHomeModel> log, TimeProvider clock, PageFrame frame, Text text) : FactsPage(frame, text)
{
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

    /// <summary>
    /// Straight into the answer, whatever the size: nothing is kept in memory or in a file. Broken off it is no ZIP file, because its
    /// directory comes last; the trail says so.
    /// </summary>
    public async Task<IActionResult> OnPostExportAsync(bool phones, CancellationToken cancel)
    {
        Response.ContentType = "application/zip";
        Response.Headers.CacheControl = "private, no-store";
        Response.Headers.ContentDisposition = $"attachment; filename=facts-{clock.Today():yyyy-MM-dd}.zip";
        // Rows are written as they are read: the writers of CSV and ZIP know no other way.
        if (HttpContext.Features.Get<IHttpBodyControlFeature>() is { } body) body.AllowSynchronousIO = true;
        try
        {
            FactsExtent extent;
            using (var sink = FactsSink.ToZip(Response.Body)) extent = await export.WriteAsync(sink, phones, cancel);
            audit.Add("Facts", "Exported", "page", ExportWords.Summary(extent, phones));
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception e) when (Response.HasStarted)
        {
            db.ChangeTracker.Clear();
            audit.Add("Facts", "ExportBroken", "page", "导出历史数据中断，只出去了一部分，文件打不开。");
            await db.SaveChangesAsync(CancellationToken.None);
            if (e is not OperationCanceledException) log.LogError(e, "An export of facts broke off");
            HttpContext.Abort();
        }
        return new EmptyResult();
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        SetFrame();
        IsOpen = await desk.IsOpenAsync(cancel);
    }
}
