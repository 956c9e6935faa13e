using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Services;
using Training.Modules.Certification.Explaining;
using Training.Modules.Certification.Handlers;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Review;
using Training.Modules.Certification.Schemes;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.Certification.Services;
using Training.Modules.Certification.Simulation;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.Records.Services;
using Training.Platform.Contents;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Modules;
using Training.Platform.Recipes;
using Training.Platform.Security;

namespace Training.Modules.Certification;

public sealed class Manifest : IModule
{
    public string Id => "Training.Certification";
    public string Name => "认证";
    public string EnglishName => "Certification";
    public IEnumerable<Permission> Permissions => CertificationPermissions.All;

    public IEnumerable<MenuEntry> Menu =>
    [
        new(Area.Learner, "home", "我的培训", "/home", "book-2", 10, TabTitle: "学习", DistrictOnly: true),
        new(Area.Console, "certificates", "证书管理", "/console/certificates", "certificate", 40, CertificationPermissions.IssueCertificates, DistrictOnly: true),
        new(Area.Console, "schemes", "认证方案", "/console/schemes", "list-check", 45, CertificationPermissions.ManageSchemes, DistrictOnly: true),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<SchemeTable>();
        services.AddScoped<SchemeImporter>();
        services.AddScoped<SchemeVersions>();
        services.AddScoped<IContentSource, SchemeReader>();
        services.AddScoped<IRecipeStep, SchemesStep>();
        services.AddScoped<PersonFactsQuery>();
        services.AddScoped<CertificateTemplates>();
        services.AddScoped<Issuing>();
        services.AddScoped<IssueRequests>();
        services.AddScoped<Refusals>();
        services.AddScoped<IssuingRules>();
        services.AddScoped<IExamEffects, ExamEffects>();
        services.AddScoped<ISchemeMarks, SchemeMarks>();
        services.AddScoped<IWaivableModules, WaivableModules>();
        services.AddScoped<IssuingOrder>();
        services.AddScoped<Evaluation>();
        services.AddScoped<EarlyRenewal>();
        services.AddScoped<StandingStore>();
        services.AddScoped<Recompute>();
        services.AddScoped<ModuleUpdates>();
        services.AddScoped<OpeningDesk>();
        services.AddScoped<IHandle<StandingChanged>, StoreStanding>();
        services.AddScoped<NightlyCheck>();
        services.AddScoped<IJob, NightlyCheck>();
        services.AddScoped<IJob, RecomputeJob>();
        services.AddScoped<IHandle<EvidenceRecorded>, EvaluateOnChange>();
        services.AddScoped<IHandle<AssignmentsChanged>, EvaluateOnChange>();
        services.AddScoped<ProofPacks>();
        services.AddScoped<IHandle<StandingChanged>, PackOnChange>();
        services.AddScoped<Standing>();
        services.AddScoped<WhyReader>();
        services.AddScoped<DraftDesk>();
        services.AddScoped<VersionWithdrawal>();
        services.AddScoped<UpdateReach>();
        services.AddScoped<SchemeSubjectsQuery>();
        services.AddScoped<TrainingBoard>();
        services.AddScoped<CertificationFacts>();
        services.AddScoped<BulkIssuing>();
        services.AddScoped<BatchIssuing>();
        services.AddScoped<Officers>();
        services.AddScoped<CertificateBasis>();
        services.AddScoped<HandCount>();
        services.AddJob<BatchIssueJob>();
        services.AddJob<EarlyRenewalJob>();
        services.AddScoped<CertificateDesk>();
        services.AddScoped<CertificateSearch>();
        services.AddScoped<Batches>();
        services.AddScoped<Proposals>();
        services.AddScoped<Appeals>();
        services.AddScoped<OfficersInCharge>();
        services.AddScoped<Doubts>();
        services.AddScoped<IHandle<StandingChanged>, DoubtOnChange>();
        services.AddJob<EffectNotices>();
        services.AddSingleton<ICommand, RebuildCommand>();
        services.AddSingleton<ICommand, PacksCommand>();
    }
}
