using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Certificates.Export;
using Training.Modules.Certificates.OpenBadges;
using Training.Modules.Certificates.Transcripts;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.Exchange.Desk;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;
using Training.Modules.Practice.Services;
using Training.Modules.Records.Import;
using Training.Modules.Reporting.Services;
using Training.Modules.Submissions.Models;
using Training.Modules.Submissions.Services;
using Training.Modules.Records.Outside;
using Training.Modules.SavedReports.Delivery;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.Media;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Jobs;
using Training.Tests.Hosting;
using Training.Tests.Modules.Certification.Review;

namespace Training.Tests.Security;

/// <summary>Two tenants side by side; in the first there is one of everything that has an id, and its ids are known.</summary>
internal sealed class IsolationWorld
{
    public required TestTenant Theirs { get; init; }
    public required TestTenant Ours { get; init; }

    /// <summary>Holds every system role and a post, in the first tenant.</summary>
    public required TestPerson Them { get; init; }

    /// <summary>The same in the second.</summary>
    public required TestPerson Us { get; init; }

    /// <summary>Values for route parameters that name a record of the first tenant, by "pattern part": attempt, run, certificate, …</summary>
    public Dictionary<string, string> Records { get; } = [];

    public static async Task<IsolationWorld> CreateAsync(TestDatabase database)
    {
        var theirs = await TestTenant.CreateAsync(database);
        var ours = await TestTenant.CreateAsync(database);
        // So that the two main persons do not bear the same name.
        await theirs.AddPersonAsync();
        var world = new IsolationWorld { Theirs = theirs, Ours = ours, Them = await EverythingAsync(theirs), Us = await EverythingAsync(ours) };
        await theirs.InScopeAsync(world.FillAsync);
        return world;
    }

    private static Task<TestPerson> EverythingAsync(TestTenant tenant) => tenant.AddPersonAsync(
        TrainingRole.Teacher, grants: [.. Enum.GetValues<StaffRole>().Select(r => new StaffGrant
        {
            PersonId = 0, Role = r, SubDistrictId = r == StaffRole.SubDistrictStaff ? tenant.HuayangluId : null, Line = r == StaffRole.LineStaff ? Line.Education : null,
        })]);

    private async Task FillAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<TenantDb>();
        var check = (await services.GetRequiredService<KnowledgeChecks>().ByCodeAsync("O02", default))!;
        Records["attempt"] = (await services.GetRequiredService<Attempts>().StartAsync(Them.Id, check, default))!;
        var exam = (await services.GetRequiredService<FinalExams>().ByCodeAsync("X-DEMO-COMMUNITY", default))!;
        Records["exam"] = (await services.GetRequiredService<ExamAttempts>().StartAsync(Them.Id, exam, default)).Ref!;
        var scenario = (await services.GetRequiredService<Scenarios>().AllAsync(default))[0];
        Records["run"] = (await services.GetRequiredService<ScenarioRuns>().StartAsync(Them.Id, scenario, null, default))!;

        var ledger = services.GetRequiredService<EvidenceLedger>();
        foreach (var subject in new[] { "O02", "R03" })
            await services.GetRequiredService<UnitOfWork>().RunAsync(() => ledger.RecordAsync(new Evidence
            {
                PersonId = Them.Id, Kind = EvidenceKind.ModuleCompleted, Subject = subject, EffectiveOn = Theirs.Today,
                RecordedUtc = Theirs.App.Clock.UtcNow(), Reason = "试验",
            }, default), default);
        Records["evidence"] = (await db.Set<Evidence>().FirstAsync(e => e.PersonId == Them.Id)).Ref;
        await FillRecordsAsync(services, db);
        Records["period"] = "2026-10";
        Records["submission"] = await SubmitReportAsync(services, db);
        var certificate = await db.Set<Certificate>().SingleAsync(c => c.PersonId == Them.Id);
        Records["number"] = certificate.Number;
        using (var key = services.GetRequiredService<BadgeKeys>().Open()) Records["badgeKey"] = BadgeKeys.PublicOf(key).Kid;
        var them = await services.PrincipalAsync(Them);
        Records["transcript"] = (await services.GetRequiredService<TranscriptDesk>().IssueAsync(them, Them.Id, withScores: true, default)).VerifyCode;
        await services.GetRequiredService<Exports>().OrderAsync(them, new(), "归档", "http://localhost", default);
        var export = await db.Set<CertificateExport>().SingleAsync();
        (export.Done, export.FinishedUtc) = (export.Total, Theirs.App.Clock.UtcNow());
        await db.SaveChangesAsync();
        Records["export"] = export.Ref;
        Records["batch"] = await services.GetRequiredService<UnitOfWork>().RunAsync(() => services.GetRequiredService<JobQueue>().QueueAsync(
            BatchIssueJob.JobName, new BatchIssueState(Them.UserId, null, null, 0, 0).ToJson(), 0, null, default), default);

        await FillReportsAsync(services, them);
        var facts = new FactImport { UserId = Them.UserId, UserName = "他们", FileName = "他们写的.zip", CreatedUtc = Theirs.App.Clock.UtcNow(), State = FactImportState.Checked };
        db.Add(facts);
        Records["facts"] = facts.Ref;
        Records["person"] = Them.Ref;
        Records["post"] = (await db.Set<RoleAssignment>().SingleAsync(a => a.PersonId == Them.Id)).Ref;
        var scheme = new SchemeDraft { Role = TrainingRole.Teacher, Title = "他们写的", RulesJson = SchemeRulesJson.Write(new()), UpdatedUtc = Theirs.App.Clock.UtcNow() };
        db.Add(scheme);
        await db.SaveChangesAsync();
        Records["scheme"] = scheme.Ref;

        var store = services.GetRequiredService<ContentStore>();
        var lesson = (await store.PublishedAsync("Lesson", default))[0];
        var draft = lesson.Next("他们的草稿", "他们", Theirs.App.Clock.UtcNow(), new MarkdownBodyPart { Markdown = "他们写的" });
        await store.SaveDraftAsync(draft, lesson.ContentItemVersionId, default);
        Records["lesson"] = lesson.ContentItemId;
        Records["version"] = draft.ContentItemVersionId;
    }

    /// <summary>A report of theirs that was locked and submitted.</summary>
    private async Task<string> SubmitReportAsync(IServiceProvider services, TenantDb db)
    {
        await services.GetRequiredService<RateProjection>().RebuildAsync(default);
        var periods = services.GetRequiredService<ReportPeriods>();
        await periods.EnsureAsync(default);
        var (desk, period) = (services.GetRequiredService<ReportDesk>(), (await periods.FindAsync("2026-10", default))!);
        var draft = (await desk.DraftAsync(period, default))!;
        var by = new ReportActor(Them.UserId, Them.Name, "区级工作人员", Theirs.App.Clock.UtcNow());
        if (await desk.SubmitAsync(by, period, 1, draft.Board.Figures.Hash, "他们写的原因", default) is { } refusal) throw new InvalidOperationException(refusal);
        return (await db.Set<ReportSubmission>().SingleAsync()).Ref;
    }

    /// <summary>A saved report shared with the district, and a delivered file of it.</summary>
    private async Task FillReportsAsync(IServiceProvider services, ClaimsPrincipal them)
    {
        var report = (await services.GetRequiredService<SavedReportDesk>().AddAsync(them, "他们写的", ReportDefinition.Default, new(ReportShare.District), default)).Report!;
        var delivery = new ReportDelivery
        {
            ReportId = report.Id, UserId = Them.UserId, DueUtc = Theirs.App.Clock.UtcNow(), MadeUtc = Theirs.App.Clock.UtcNow(), ExpiresUtc = Theirs.App.Clock.UtcNow().AddDays(30),
            FileName = "他们写的.csv", Format = ReportFormat.Csv, Scope = "*",
        };
        services.GetRequiredService<DeliveryFiles>().Write(delivery, s => s.Write("他们写的"u8));
        services.GetRequiredService<TenantDb>().Add(delivery);
        await services.GetRequiredService<TenantDb>().SaveChangesAsync();
        (Records["report"], Records["delivery"]) = (report.Ref, delivery.Ref);
    }

    /// <summary>An uploaded file that waits to be imported, and a declaration with its proof.</summary>
    private async Task FillRecordsAsync(IServiceProvider services, TenantDb db)
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Them.UserId.ToString(CultureInfo.InvariantCulture))]));
        Records["import"] = await services.GetRequiredService<ImportDesk>().UploadAsync(user, "他们写的.csv", "工号,姓名\nT1,他们写的\n"u8.ToArray(), default);
        var proof = await services.GetRequiredService<MediaStore>().SaveAsync(OutsideDesk.Purpose, "他们写的.pdf", "application/pdf", "%PDF-"u8.ToArray(), Them.UserId, default);
        var outside = new OutsideTraining
        {
            PersonId = Them.Id, Title = "他们写的", OrganizerKind = OrganizerKind.Other, Organizer = "他们写的", Start = Theirs.Today, End = Theirs.Today, Hours = 1,
            ProofRef = proof.Ref, ProofHash = proof.SourceHash, SubmittedUtc = Theirs.App.Clock.UtcNow(),
        };
        db.Add(outside);
        await db.SaveChangesAsync();
        Records["outside"] = outside.Ref;
    }
}
