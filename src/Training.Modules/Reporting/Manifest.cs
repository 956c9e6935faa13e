using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.Reporting.Endpoints;
using Training.Modules.Reporting.Handlers;
using Training.Modules.Reporting.Queries;
using Training.Modules.Reporting.Services;
using Training.Modules.Reporting.Simulation;
using Training.Modules.Reporting.Workbooks;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Modules;
using Training.Platform.Security;

namespace Training.Modules.Reporting;

public sealed class Manifest : IModule
{
    public string Id => "Training.Reporting";
    public string Name => "持证统计";
    public string EnglishName => "Certification rates";

    public IEnumerable<Permission> Permissions => ReportingPermissions.All;

    public IEnumerable<MenuEntry> Menu =>
    [
        new(Area.Console, "rates", "持证情况", "/console/rates", "chart-histogram", 10, ReportingPermissions.ViewOwnRates, DistrictOnly: true),
        new(Area.Console, "city", "全市汇总", "/console/city", "map-2", 10, ReportingPermissions.ViewCity, CityOnly: true),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<UnitTree>();
        services.AddScoped<RateFactsQuery>();
        services.AddScoped<BulkInsert>();
        services.AddScoped<PostStateStore>().AddScoped<RateStore>();
        services.AddScoped<RateRebuild>();
        services.AddScoped<RateProjection>();
        services.AddScoped<RateFolding>().AddSingleton<FoldingSoon>();
        services.AddSingleton<RateCache>().AddScoped<RateReader>().AddScoped<RateQuery>();
        services.AddScoped<LineDoublesQuery>().AddScoped<OwnRates>();
        services.AddScoped<RatePeople>();
        services.AddScoped<RateExport>();
        services.AddScoped<ExportMarks>();
        services.AddScoped<CityRates>();
        services.AddSingleton<OfficialPdf>();
        services.AddScoped<IHandle<StandingChanged>, CountOnChange>();
        services.AddScoped<IHandle<OpeningsChanged>, RecountOnOpening>();
        services.AddSingleton<ICommand, RatesCommand>();
        services.AddScoped<WhatIfRun>();
        services.AddScoped<WhatIfDesk>();
        services.AddSingleton<WhatIfRehearsal>();
        services.AddScoped<WhatIfNames>().AddScoped<WhatIfBoards>().AddScoped<WhatIfExport>();
        services.AddScoped<IDraftOutlook, PublishedOutlook>();
        services.AddJob<WhatIfJob>();
        services.AddJob<MergeRates>();
        services.AddJob<CheckRates>();
        services.AddJob<RecountOpenings>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ExportRates.Map(routes);
    }
}
