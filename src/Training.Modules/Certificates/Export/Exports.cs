using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Security;

namespace Training.Modules.Certificates.Export;

/// <summary>What an export holds: street × role × days of issue; null = all.</summary>
public sealed record ExportFilter(TrainingRole? Role = null, int? SubDistrictId = null, DateOnly? From = null, DateOnly? Through = null);

/// <summary>An order with how its job stands.</summary>
/// <param name="IsOpen">Still at work, or waiting to go on.</param>
/// <param name="Stopped">Why it came to an end unfinished, in Chinese; null while it has not.</param>
/// <param name="MayResume">It failed and can go on where it stopped.</param>
public sealed record OrderedExport(CertificateExport Export, bool IsOpen, string? Stopped, bool MayResume);

/// <summary>Takes orders for ZIP files and finds them again, each for the account that ordered it.</summary>
public sealed class Exports(TenantDb db, UnitOfWork unit, CertificateDesk desk, JobQueue jobs, AuditLog audit, TimeProvider clock)
{
    /// <summary>Orders listed.</summary>
    public const int Listed = 20;

    /// <param name="purpose">导出用途 as typed.</param>
    /// <returns>A Chinese message when it was refused; null when it is queued.</returns>
    public async Task<string?> OrderAsync(ClaimsPrincipal user, ExportFilter filter, string? purpose, string siteAddress, CancellationToken cancel)
    {
        if (user.UserId() is not { } userId) return "请先登录。";
        if (ExportPurpose.Refuse(purpose) is { } refusal) return refusal;
        if (filter.From > filter.Through) return "开始日期晚于结束日期，请改一下。";
        var matching = Matching(AssignmentScope.Of(user), filter);
        var total = await matching.CountAsync(cancel);
        if (total == 0) return "没有符合条件的证书，请放宽条件。";
        if (total > CertificateExport.Most) return "符合条件的证书超过 20000 张，请按街镇、岗位或日期分开下载。";
        var upTo = await matching.MaxAsync(c => c.Id, cancel);
        await unit.RunAsync(async () =>
        {
            var order = new CertificateExport
            {
                OrderedByUserId = userId, OrderedUtc = clock.UtcNow(), ExpiresUtc = clock.UtcNow().AddDays(CertificateExport.KeptDays), Role = filter.Role,
                SubDistrictId = filter.SubDistrictId, IssuedFrom = filter.From, IssuedThrough = filter.Through, SiteAddress = siteAddress, UpTo = upTo, Total = total,
            };
            db.Add(order);
            audit.Add("Certificate", "ExportOrdered", order.Ref, $"打包下载 {total} 张证书：{filter.Role?.Title() ?? "全部岗位"}，{(filter.SubDistrictId is null ? "全部街镇" : "一个街镇")}。用途：{purpose!.Trim()}");
            await db.SaveChangesAsync(cancel);
            order.JobRef = await jobs.QueueAsync(ExportJob.JobName, order.Ref, total, "export:" + order.Ref, cancel);
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return null;
    }

    public async Task<IReadOnlyList<OrderedExport>> MineAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        var rows = await (from e in Own(user)
                          join j in db.Set<Job>().AsNoTracking() on e.JobRef equals j.Ref into made
                          from job in made.DefaultIfEmpty()
                          orderby e.Id descending
                          select new { Export = e, Status = (JobStatus?)job.Status, job.Message }).Take(Listed).ToListAsync(cancel);
        return [.. rows.Select(r => r.Export.FinishedUtc is not null ? new OrderedExport(r.Export, false, null, false)
            : r.Status is JobStatus.Queued or JobStatus.Running ? new(r.Export, true, null, false)
            : new(r.Export, false, r.Status == JobStatus.Done && r.Message is { Length: > 0 } said ? said : "中途停下了，没有做完。", r.Status == JobStatus.Failed))];
    }

    /// <summary>Lets a failed one go on where it stopped.</summary>
    /// <returns>False when there is none of the account's own that failed.</returns>
    public async Task<bool> ResumeAsync(ClaimsPrincipal user, string reference, CancellationToken cancel) =>
        await Own(user).Where(e => e.Ref == reference && e.FinishedUtc == null).Select(e => e.JobRef).FirstOrDefaultAsync(cancel) is { } job && await jobs.RetryAsync(job, cancel);

    /// <summary>A finished one of the account's own; null for everything else.</summary>
    public Task<CertificateExport?> FindAsync(ClaimsPrincipal user, string reference, CancellationToken cancel) =>
        Own(user).FirstOrDefaultAsync(e => e.Ref == reference && e.FinishedUtc != null, cancel);

    /// <summary>Orders of the account that have not expired.</summary>
    private IQueryable<CertificateExport> Own(ClaimsPrincipal user)
    {
        var (userId, now) = (user.UserId() ?? 0, clock.UtcNow());
        return db.Set<CertificateExport>().AsNoTracking().Where(e => e.OrderedByUserId == userId && e.ExpiresUtc > now);
    }

    internal IQueryable<Certificate> Matching(AssignmentScope scope, ExportFilter filter)
    {
        var certificates = desk.EverInScope(scope);
        if (filter.Role is { } role) certificates = certificates.Where(c => c.Role == role);
        if (filter.From is { } from) certificates = certificates.Where(c => c.IssuedOn >= from);
        if (filter.Through is { } through) certificates = certificates.Where(c => c.IssuedOn <= through);
        // The street where the holder worked in the role when it was issued.
        if (filter.SubDistrictId is { } street)
            certificates = certificates.Where(c => db.Set<RoleAssignment>().Any(a =>
                a.PersonId == c.PersonId && a.Role == c.Role && a.SubDistrictId == street && a.Start <= c.IssuedOn && (a.End == null || a.End >= c.IssuedOn)));
        return certificates;
    }
}
