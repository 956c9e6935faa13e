using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Review;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Localization;
using Training.Platform.Security;
using Training.Platform.Settings;

namespace Training.Modules.Certification.Pages;

/// <summary>
/// 证书管理: approve what waits, one by one or all; propose to suspend, reinstate or revoke; decide what a colleague proposed;
/// answer appeals.
/// </summary>
[Authorize(CertificationPermissions.IssueCertificates)]
public sealed class ConsoleCertificatesModel(
    IssueRequests requests, Evaluation evaluation, CertificateDesk desk, CertificateSearch search, Batches batches, Proposals proposals, Appeals appeals, Doubts doubts, NightlyCheck check, Refusals refusals, PermissionTable permissions, JobQueue jobs, UnitOfWork unit,
    PeopleDirectory people, SettingsStore settings, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    public IReadOnlyList<WaitingPerson> Waiting { get; private set; } = [];
    public int WaitingTotal { get; private set; }

    /// <summary>Newest line of the list as it is shown: a batch goes no further.</summary>
    public long UpTo { get; private set; }

    public IReadOnlyList<RefusedPerson> NotApproved { get; private set; } = [];
    public int RefusedTotal { get; private set; }

    /// <summary>May change how certificates are issued.</summary>
    public bool MayDecideRules => permissions.Has(User, CertificationPermissions.ManageSchemes);

    public bool AutoIssue { get; private set; }

    /// <summary>False until the district has said in whose name and under which number: nothing can be issued.</summary>
    public bool MayIssue { get; private set; }
    public IReadOnlyDictionary<int, string> Streets { get; private set; } = new Dictionary<int, string>();
    public IReadOnlyList<OpenProposal> Open { get; private set; } = [];
    public int OpenTotal { get; private set; }
    public IReadOnlyList<OpenAppeal> Appealed { get; private set; } = [];
    public int AppealedTotal { get; private set; }

    /// <summary>Certificates in force that rest on records corrected or taken back since.</summary>
    public IReadOnlyList<DoubtfulCertificate> Doubtful { get; private set; } = [];
    public int DoubtsTotal { get; private set; }

    /// <summary>The comparison with the ledger is of the whole district: who sees a part does not see it.</summary>
    public bool CoversAll { get; private set; }

    /// <summary>The last nights, newest first.</summary>
    public IReadOnlyList<RecomputeReport> Checks { get; private set; } = [];

    [BindProperty(SupportsGet = true)] public string? Number { get; set; }
    [BindProperty(SupportsGet = true)] public TrainingRole? Role { get; set; }
    [BindProperty(SupportsGet = true)] public int? Street { get; set; }

    /// <summary>"Suspended.UnderInvestigation": what to do and why, from one list.</summary>
    [BindProperty] public string? What { get; set; }

    [BindProperty] public DateOnly? EffectiveOn { get; set; }
    [BindProperty] public string? Reason { get; set; }

    /// <summary>What was ordered in the last days by whoever looks.</summary>
    public IReadOnlyList<JobView> OwnBatches { get; private set; } = [];

    public CertificateHistory? Found { get; private set; }

    /// <summary>The found one lost its basis: it may be kept.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>False for the certificate of somebody who has left the scope: to look at only.</summary>
    public bool MayAct { get; private set; }

    /// <summary>What each thing that may be done to the found one does to others of its holder.</summary>
    public IReadOnlyList<(CertificateEventKind Kind, Certificate Other)> Together { get; private set; } = [];

    /// <summary>Certificates of the person who was asked for instead of a number; null when a number was.</summary>
    public FoundCertificates? OfPeople { get; private set; }
    public DateOnly Today { get; private set; }
    public long? UserId => User.UserId();

    /// <summary>What went wrong; the form of <see cref="RefusedOn"/> keeps what was typed.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Proposal or appeal whose form was refused; null = the form of the found certificate.</summary>
    public string? RefusedOn { get; private set; }

    [BindProperty] public string? Note { get; set; }

    /// <summary>What was done by the request before this one.</summary>
    [TempData] public string? Done { get; set; }

    /// <summary>Why the request before this one did nothing.</summary>
    [TempData] public string? NotDone { get; set; }

    /// <summary>A certificate to which the same is done.</summary>
    public string Says(CertificateEventKind kind, Certificate other) => kind == CertificateEventKind.Reinstated
        ? text["恢复时，同一次处理的证书 {0}（{1}起有效）一并恢复。", other.Number, text.Date(other.ValidFrom)]
        : text["{0}时，下一张证书 {1}（{2}起有效）一并{0}。", text[kind.Title()], other.Number, text.Date(other.ValidFrom)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await FillAsync(cancel);
        return Page();
    }

    /// <param name="completedOn">The completion that was shown.</param>
    /// <param name="refused">It was shown as not approved by a colleague.</param>
    public async Task<IActionResult> OnPostApproveAsync(string person, TrainingRole role, DateOnly completedOn, bool refused, CancellationToken cancel)
    {
        if (await people.ByRefAsync(person, cancel) is not { } found || !await desk.InScopeAsync(User, found.Id, role, cancel)) return NotFound();
        if (await NotSetUpAsync(cancel)) return Page();
        if (found.Id == User.PersonId())
        {
            Done = text["不能给自己发证，请另一位同事审核。"];
            return Back();
        }
        var (certificate, refusal) = await evaluation.ApproveAsync(found.Id, role, completedOn, refused, cancel);
        if (refusal is not null) NotDone = text[refusal];
        else Done = certificate is not null ? text["已给{0}发证，编号 {1}。", found.Name, certificate.Number] : text["{0}的证书已经发过，或者要求不再满足，没有再发。", found.Name];
        return Back();
    }

    /// <param name="completedOn">The completion that was shown.</param>
    public async Task<IActionResult> OnPostRefuseAsync(string person, TrainingRole role, DateOnly completedOn, CancellationToken cancel)
    {
        if (await people.ByRefAsync(person, cancel) is not { } found || !await desk.InScopeAsync(User, found.Id, role, cancel)) return NotFound();
        // The address has no filter: what was typed must be shown again though the fields are called alike.
        if (await refusals.RefuseAsync(User, found, role, completedOn, Note ?? "", cancel) is { } refusal) return await RefuseAsync(found.Ref + role, refusal, cancel);
        Done = text["没有给{0}通过，理由已经告诉本人。", found.Name];
        return Back();
    }

    /// <param name="upTo">Newest line that was shown.</param>
    public async Task<IActionResult> OnPostApproveAllAsync(long upTo, CancellationToken cancel)
    {
        if (await NotSetUpAsync(cancel)) return Page();
        var filter = new WaitingFilter(Role, Street);
        var (count, newest) = await requests.ExtentAsync(AssignmentScope.Of(User), filter, cancel);
        if (User.UserId() is not { } userId || count == 0) { Done = text["没有人在等。"]; return Back(); }
        var state = new BatchIssueState(userId, Role, Street, Math.Min(upTo, newest), count);
        var job = await unit.RunAsync(() => jobs.QueueAsync(BatchIssueJob.JobName, state.ToJson(), count, $"{BatchIssueJob.JobName}:{userId}:{Role}:{Street}", cancel), cancel);
        return Redirect($"{Request.PathBase}/console/certificates/batch/{job}");
    }

    public async Task<IActionResult> OnPostActAsync(CancellationToken cancel)
    {
        await FillAsync(cancel);
        if (Found is null || !MayAct) return NotFound();
        if (What?.Split('.') is not [var kindName, var codeName] || !Enum.TryParse<CertificateEventKind>(kindName, out var kind) || !Enum.TryParse<ReasonCode>(codeName, out var code))
            Refusal = text["请选择要做什么、为什么。"];
        else if (EffectiveOn is not { } day) Refusal = text["请填写生效日。"];
        else if (await proposals.ProposeAsync(User, Found, kind, code, day, Reason ?? "", cancel) is { } refusal) Refusal = text[refusal];
        else
        {
            Done = text["已提出{0}证书 {1}。另一位同事复核后才生效。", text[kind.Title()], Found.Certificate.Number];
            return Redirect($"{Request.PathBase}/console/certificates?number={Found.Certificate.Number}");
        }
        return Page();
    }

    public async Task<IActionResult> OnPostDecideAsync(string proposal, ProposalDecision decision, CancellationToken cancel)
    {
        if (await proposals.FindAsync(User, proposal, cancel) is not { } found) return NotFound();
        if (await proposals.DecideAsync(User, found, decision, Note ?? "", cancel) is { } refusal) return await RefuseAsync(proposal, refusal, cancel);
        Done = decision == ProposalDecision.Confirmed && found.Proposal.Kind == CertificateEventKind.Kept
            ? text["证书 {0} 核实无误，维持，不再列在“依据有变的证书”里。", found.Certificate.Number]
            : decision == ProposalDecision.Confirmed
            ? text["证书 {0} 已{1}，{2}起生效。", found.Certificate.Number, text[found.Proposal.Kind.Title()], text.Date(found.Proposal.EffectiveOn)]
            : text["已退回，证书 {0} 没有变化。", found.Certificate.Number];
        return Back();
    }

    public async Task<IActionResult> OnPostAnswerAsync(string appeal, bool? upheld, CancellationToken cancel)
    {
        if (await appeals.FindAsync(User, appeal, cancel) is not { } found) return NotFound();
        if (upheld is not { } outcome) return await RefuseAsync(appeal, "请选择申诉是否成立。", cancel);
        if (await appeals.AnswerAsync(User, found, outcome, Note ?? "", cancel) is { } refusal) return await RefuseAsync(appeal, refusal, cancel);
        Done = text["已答复证书 {0} 的申诉。", found.Certificate.Number];
        return Back();
    }

    /// <summary>True, with the page filled, while nothing can be issued: the notice of the page says what to do.</summary>
    private async Task<bool> NotSetUpAsync(CancellationToken cancel)
    {
        if ((await settings.GetAsync<CertificationSettings>(cancel)).MayIssue) return false;
        await FillAsync(cancel);
        return true;
    }

    private RedirectResult Back() => Redirect(Request.PathBase + "/console/certificates");

    private async Task<PageResult> RefuseAsync(string reference, string refusal, CancellationToken cancel)
    {
        await FillAsync(cancel);
        (RefusedOn, Refusal) = (reference, text[refusal]);
        return Page();
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        frame.Title = text["证书管理"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "certificates";
        Today = clock.Today();
        var rules = await settings.GetAsync<CertificationSettings>(cancel);
        (AutoIssue, MayIssue) = (rules.AutoIssue, rules.MayIssue);
        var (scope, filter) = (AssignmentScope.Of(User), new WaitingFilter(Role, Street));
        (Waiting, WaitingTotal) = await requests.ListAsync(scope, filter, cancel);
        if (WaitingTotal > 0) UpTo = (await requests.ExtentAsync(scope, filter, cancel)).UpTo;
        (NotApproved, RefusedTotal) = await requests.RefusedAsync(scope, cancel);
        (Open, OpenTotal) = await proposals.ListAsync(scope, cancel);
        (Appealed, AppealedTotal) = await appeals.ListAsync(scope, cancel);
        (Doubtful, DoubtsTotal) = await doubts.ListAsync(scope, cancel);
        CoversAll = scope.CoversAll;
        if (CoversAll) Checks = await check.LatestAsync(NightlyCheck.Listed, cancel);
        Streets = (await people.ReportingUnitsAsync(cancel)).Where(u => u.Kind != OrgUnitKind.District).ToDictionary(u => u.Id, u => u.Name);
        OwnBatches = await batches.RecentAsync(User, cancel);
        if (string.IsNullOrWhiteSpace(Number) || Number.Length > CertificateNumber.TypedMax) return;
        if (CertificateNumber.Parse(Number) is { } number)
        {
            Number = number;
            Found = await desk.FindForOfficerAsync(User, number, cancel);
            IsInDoubt = Found is not null && await desk.IsInDoubtAsync(Found.Certificate.Id, cancel);
            MayAct = Found is not null && await desk.InScopeAsync(User, Found.Certificate.PersonId, Found.Certificate.Role, cancel);
            if (MayAct) Together = await desk.TogetherAsync(Found!, EffectiveOn ?? Today, cancel);
            return;
        }
        Number = Number.Trim();
        var (first, total) = await search.ByWordsAsync(scope, Number, cancel);
        OfPeople = new(first, total, Today, WithNames: true);
    }
}
