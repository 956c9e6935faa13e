using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Submissions.Services;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Media;

namespace Training.Modules.Submissions.Pages;

/// <summary>核对报送文件: is a file what was submitted? The file is not kept.</summary>
[Authorize(SubmissionPermissions.ViewReports)]
[UploadLimit]
[RequestFormLimits(MultipartBodyLengthLimit = UploadLimitAttribute.FormBytes)]
public sealed class VerifyReportModel(ReportVerification verification, PageFrame frame, Text text) : ReportPage(frame, text)
{
    public ReportCheck? Check { get; private set; }
    public string? Refusal { get; private set; }

    public void OnGet() => SetFrame(Text["核对报送文件"], "reports-verify");

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancel)
    {
        SetFrame(Text["核对报送文件"], "reports-verify");
        if (file is null or { Length: 0 }) Refusal = Text["请先选择一个文件。"];
        else if (file.Length > MediaStore.MaxBytes) Refusal = Text["文件超过 5 MB，不是报送文件。请选从本平台下载的 .zip。"];
        else
        {
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, cancel);
            Check = await verification.CheckAsync(bytes.ToArray(), cancel);
        }
        return Page();
    }
}
