using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.SavedReports.Api;
using Training.Modules.SavedReports.Delivery;
using Training.Modules.SavedReports.Endpoints;
using Training.Modules.SavedReports.Export;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Services;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Modules;
using Training.Platform.Security;

namespace Training.Modules.SavedReports;

public sealed class Manifest : IModule
{
    public string Id => "Training.SavedReports";
    public string Name => "报表";
    public string EnglishName => "Reports";

    public IEnumerable<Permission> Permissions => SavedReportPermissions.All;

    public IEnumerable<MenuEntry> Menu =>
    [
        new(Area.Console, "saved-reports", "我的报表", "/console/saved-reports", "list-check", 12, SavedReportPermissions.BuildReports, DistrictOnly: true),
        new(Area.Console, "api-tokens", "数据接口", "/console/api-tokens", "fingerprint", 90, SavedReportPermissions.ManageApiTokens, DistrictOnly: true),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<FigureCounting>();
        services.AddScoped<FigureEngine>();
        services.AddScoped<FigureHidings>();
        services.AddScoped<ReportTables>();
        services.AddScoped<SavedReportDesk>();
        services.AddSingleton<ReportPdf>();
        services.AddSingleton<ReportFile>();
        services.AddScoped<ReportSender>();
        services.AddScoped<DeliveryFiles>();
        services.AddScoped<DeliveryDesk>();
        services.AddJob<DeliverReports>();
        services.AddJob<TidyDeliveries>();
        services.AddScoped<TokenDesk>();
        RatesApi.AddLimit(services);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ExportReport.Map(routes);
        RatesApi.Map(routes);
    }
}
