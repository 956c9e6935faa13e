using System.Globalization;
using Training.Modules.Records.Import;
using Training.Platform.Jobs;
using Training.Platform.Media;

namespace Training.Modules.Records.Services;

/// <summary>Each night: uploaded files that were never imported, and bytes that a failed transaction left behind, are removed.</summary>
internal sealed class RecordsCleanup(ImportDesk imports, MediaStore media) : IRecurringJob
{
    public string Name => "records.cleanup";
    public string Title => "清理没有用上的上传文件";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.Hour < 3 ? null : chinaNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        await imports.ForgetOldAsync(cancel);
        return new("", await media.SweepAsync(cancel), null, IsFinished: true);
    }
}
