using System.Globalization;
using System.Text.Json;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Platform.Security;

namespace Training.Modules.Certification.Services;

/// <summary>What a batch was ordered with, and how far it came.</summary>
/// <param name="UserId">Who ordered it; what that account may do is asked again at each step.</param>
/// <param name="UpTo">Newest line that was on the list when it was ordered: nobody is approved unseen.</param>
/// <param name="After">Last line looked at.</param>
public sealed record BatchIssueState(long UserId, TrainingRole? Role, int? SubDistrictId, long UpTo, int Total, long After = 0, int Issued = 0, int Skipped = 0)
{
    public string ToJson() => JsonSerializer.Serialize(this);
}

/// <summary>全部审核通过: issues for everybody who waited within a scope and filter, a hundred at a time.</summary>
public sealed class BatchIssueJob(IssueRequests requests, BatchIssuing issuing, Officers officers) : IJob
{
    public const string JobName = "certificates.batch-issue";

    /// <summary>People a step: about a second of work, while nobody else can write on SQLite.</summary>
    public const int AtOnce = 100;

    public string Name => JobName;
    public string Title => "批量审核发证";

    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var s = JsonSerializer.Deserialize<BatchIssueState>(state)!;
        if (await officers.WithAsync(s.UserId, CertificationPermissions.IssueCertificates) is not { } officer)
            return new(state, s.Issued + s.Skipped, s.Total, true, $"下达的账号已没有发证权限，停在这里。已发 {s.Issued} 张。");
        var portion = await requests.PortionAsync(AssignmentScope.Of(officer), new(s.Role, s.SubDistrictId), s.After, s.UpTo, AtOnce, cancel);
        var own = officer.PersonId();
        var others = portion.Where(p => p.PersonId != own).ToList();
        var issued = await issuing.ApproveAsync(others, (s.UserId, officer.Name()), cancel);
        s = s with
        {
            After = portion.Count > 0 ? portion[^1].Id : s.After, Issued = s.Issued + issued.Count, Skipped = s.Skipped + portion.Count - issued.Count,
        };
        var message = string.Create(CultureInfo.InvariantCulture, $"已发 {s.Issued} 张")
            + (s.Skipped > 0 ? string.Create(CultureInfo.InvariantCulture, $"，{s.Skipped} 人要求不再满足、同事没有通过或不能由本人审核，没有发") : "");
        return new(s.ToJson(), s.Issued + s.Skipped, Math.Max(s.Total, s.Issued + s.Skipped), portion.Count < AtOnce, message + "。");
    }
}
