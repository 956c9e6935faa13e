using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certificates.Drawing;
using Training.Modules.Certificates.Services;
using Training.Modules.Certification;
using Training.Modules.Certification.Services;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Jobs;

namespace Training.Modules.Certificates.Export;

/// <summary>
/// Draws the certificates of an export into the tenant's folder, some at a time. A step that is done again writes the same
/// files again, so a worker that died leaves nothing twice.
/// </summary>
public sealed class ExportJob(
    TenantDb db, Exports exports, ExportFiles folder, CertificateSheets sheets, CertificateFiles files, Officers officers, TimeProvider clock) : IJob
{
    public const string JobName = "certificates.pdf-export";

    /// <summary>Files a step: less than a second of drawing on one core.</summary>
    public const int AtOnce = 50;

    public string Name => JobName;
    public string Title => "打包证书";

    /// <param name="state">The export's ref, then the last certificate drawn: "ref" or "ref:1234".</param>
    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var (reference, after) = (state[..Ids.Length], state.Length > Ids.Length ? long.Parse(state.AsSpan(Ids.Length + 1), CultureInfo.InvariantCulture) : 0);
        if (await db.Set<CertificateExport>().FirstOrDefaultAsync(e => e.Ref == reference, cancel) is not { } export) return new(state, 0, null, true, "这次打包已经过期。");
        if (await officers.WithAsync(export.OrderedByUserId, CertificationPermissions.IssueCertificates) is not { } officer)
            return new(state, export.Done, export.Total, true, "下达的账号已没有权限，停在这里。");
        var filter = new ExportFilter(export.Role, export.SubDistrictId, export.IssuedFrom, export.IssuedThrough);
        var portion = await exports.Matching(AssignmentScope.Of(officer), filter).Where(c => c.Id > after && c.Id <= export.UpTo)
            .OrderBy(c => c.Id).Take(AtOnce).ToListAsync(cancel);
        var drawn = new List<(string Name, CertificateSheet Sheet)>();
        foreach (var certificate in portion) drawn.Add((ExportFiles.NameOf(certificate), await sheets.ForAsync(certificate, export.SiteAddress, cancel)));
        await Parallel.ForEachAsync(drawn, cancel, async (d, ct) => await folder.WriteAsync(reference, d.Name, files.Pdf(d.Sheet), ct));
        export.Done += portion.Count;
        var finished = portion.Count < AtOnce;
        if (finished) export.FinishedUtc = clock.UtcNow();
        await db.SaveChangesAsync(cancel);
        return new($"{reference}:{(portion.Count > 0 ? portion[^1].Id : after).ToString(CultureInfo.InvariantCulture)}", export.Done, export.Total, finished,
            finished ? string.Create(CultureInfo.InvariantCulture, $"已打包 {export.Done} 张，{CertificateExport.KeptDays} 天内可以下载。") : null);
    }
}
