using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Insights.Endpoints;
using Training.Modules.Insights.Queries;
using Training.Modules.Insights.Services;
using Training.Modules.Reporting;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Modules;
using Training.Platform.Security;

namespace Training.Modules.Insights;

public sealed class Manifest : IModule
{
    public string Id => "Training.Insights";
    public string Name => "统计分析";
    public string EnglishName => "Insights";
    public IEnumerable<Permission> Permissions => InsightsPermissions.All;

    public IEnumerable<MenuEntry> Menu =>
    [
        new(Area.Console, "forecast", "到期预测", "/console/rates/forecast", "calendar-due", 11, ReportingPermissions.ViewRates, DistrictOnly: true),
        new(Area.Console, "ranking", "街镇对照", "/console/rates/ranking", "list", 12, ReportingPermissions.ViewRates, DistrictOnly: true),
        new(Area.Console, "compare", "两日对比", "/console/rates/compare", "history", 13, ReportingPermissions.ViewRates, DistrictOnly: true),
        new(Area.Console, "effect", "培训效果", "/console/effect", "target", 14, ReportingPermissions.ViewRates, DistrictOnly: true),
        new(Area.Console, "data-quality", "数据质量", "/console/data-quality", "list-check", 15, ReportingPermissions.ViewRates, DistrictOnly: true),
        new(Area.Console, "anomalies", "异常提示", "/console/anomalies", "flag", 16, InsightsPermissions.ReviewAnomalies, DistrictOnly: true),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<CityDistricts>().AddScoped<MonthReports>().AddScoped<CityExport>();
        services.AddScoped<RatesFrame>();
        services.AddScoped<ChangeQuery>();
        services.AddScoped<LapseQuery>();
        services.AddScoped<ForecastReader>();
        services.AddScoped<QualityQuery>();
        services.AddScoped<PracticeQuery>();
        services.AddScoped<EffectMeasuring>();
        services.AddScoped<AnomalyFinder>();
        services.AddJob<MeasureEffect>();
        services.AddJob<FindAnomalies>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => ExportCity.Map(routes);
}
