using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Learning.Models;
using Training.Modules.Records.Import;
using Training.Modules.Records.Services;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Media;

namespace Training.Modules.Records.Pages;

/// <summary>导入, first step: choose a file. Nothing is written before the next step is confirmed.</summary>
[Authorize(RecordPermissions.KeepRecords)]
[UploadLimit]
[RequestFormLimits(MultipartBodyLengthLimit = UploadLimitAttribute.FormBytes)]
public sealed class RecordImportModel(ImportDesk desk, RecordScope scope, PageFrame frame, Text text) : DeskPage(frame, text)
{
    /// <summary>Why the file was not taken.</summary>
    public string? Refusal { get; private set; }

    public IReadOnlyList<EvidenceKind> Kinds => scope.InFiles(User);

    public void OnGet() => SetFrame(Text["导入学习记录"]);

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancel)
    {
        SetFrame(Text["导入学习记录"]);
        if (file is null or { Length: 0 }) Refusal = "请先选择一个文件。";
        else if (file.Length > MediaStore.MaxBytes) Refusal = "文件超过 5 MB，请分成几个文件上传。";
        else
        {
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, cancel);
            try
            {
                return Redirect($"{Request.PathBase}/console/records/import/{await desk.UploadAsync(User, file.FileName, bytes.ToArray(), cancel)}");
            }
            catch (SheetException e)
            {
                Refusal = e.Message;
            }
        }
        return Page();
    }
}
