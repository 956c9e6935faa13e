using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certificates.OpenBadges;
using Training.Modules.Submissions.City;
using Training.Modules.Submissions.Endpoints;
using Training.Modules.Submissions.Files;
using Training.Modules.Submissions.Queries;
using Training.Modules.Submissions.Services;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Modules;
using Training.Platform.Security;

namespace Training.Modules.Submissions;

public sealed class Manifest : IModule
{
    public string Id => "Training.Submissions";
    public string Name => "报表报送";
    public string EnglishName => "Report submissions";

    public IEnumerable<Permission> Permissions => SubmissionPermissions.All;

    public IEnumerable<MenuEntry> Menu =>
    [
        new(Area.Console, "reports", "报表报送", "/console/reports", "send", 12, SubmissionPermissions.ViewReports, DistrictOnly: true),
        new(Area.Console, "city-reports", "各区报送", "/console/city/reports", "send", 12, SubmissionPermissions.DecideReports, CityOnly: true),
        new(Area.Console, "reports-verify", "核对报送文件", "/console/reports/verify", "shield-check", 13, SubmissionPermissions.ViewReports),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<ReportPeriods>();
        services.AddScoped<SubmissionList>();
        services.AddScoped<ReportBoards>();
        services.AddScoped<LateCauses>();
        services.AddScoped<LateChanges>();
        services.AddScoped<StreetConfirmations>();
        services.AddScoped<ReportDesk>();
        services.AddScoped<ReportVerification>();
        services.AddScoped<ReportNotices>();
        services.AddScoped<ISignedWithKey, SignedReports>();
        services.AddScoped<ReportReaders>();
        services.AddSingleton<ReportPdf>().AddSingleton<ReportFiles>();
        services.AddScoped<ReportSender>();
        services.AddScoped<CityInbox>();
        services.AddScoped<CityDesk>();
        services.AddScoped<CityBoard>();
        services.AddJob<ReportsDaily>();
        services.AddSingleton<ICommand, ReportsCommand>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => DownloadReports.Map(routes);
}
