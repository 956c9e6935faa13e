using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.People.Services;
using Training.Modules.Records.Endpoints;
using Training.Modules.Records.Import;
using Training.Modules.Records.Outside;
using Training.Modules.Records.Queries;
using Training.Modules.Records.Services;
using Training.Platform.Contents;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Modules;
using Training.Platform.Security;

namespace Training.Modules.Records;

public sealed class Manifest : IModule
{
    public string Id => "Training.Records";
    public string Name => "学习记录";
    public string EnglishName => "Records";
    public IEnumerable<Permission> Permissions => RecordPermissions.All;

    public IEnumerable<MenuEntry> Menu =>
    [
        new(Area.Console, "records", "登记台", "/console/records", "list-check", 34, RecordPermissions.RecordEvidence, DistrictOnly: true),
        new(Area.Console, "outside", "外部培训", "/console/outside", "rosette-discount-check", 36, RecordPermissions.KeepRecords, DistrictOnly: true),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IContentSource, TaskSource>();
        services.AddScoped<Tasks>();
        services.AddScoped<RecordScope>();
        services.AddScoped<Recorder>();
        services.AddScoped<TaskDesk>();
        services.AddScoped<Corrections>();
        services.AddScoped<PeopleSearch>();
        services.AddScoped<DeskList>();
        services.AddScoped<LearnerRecord>();
        services.AddScoped<RecorderNames>();
        services.AddScoped<ImportDoubles>();
        services.AddScoped<Importer>();
        services.AddScoped<ImportDesk>();
        services.AddScoped<OutsideDesk>();
        services.AddScoped<RecognitionRules>();
        services.AddScoped<IPersonalData, RecordsData>();
        services.AddJob<RecordsCleanup>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ImportFiles.Map(routes);
        DownloadProof.Map(routes);
    }
}
