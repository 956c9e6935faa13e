using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certificates.Drawing;
using Training.Modules.Certificates.Endpoints;
using Training.Modules.Certificates.Export;
using Training.Modules.Certificates.Handlers;
using Training.Modules.Certificates.OpenBadges;
using Training.Modules.Certificates.Services;
using Training.Modules.Certificates.Transcripts;
using Training.Modules.Certification;
using Training.Modules.Certification.Models;
using Training.Modules.People;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Modules;
using Training.Platform.Security;

namespace Training.Modules.Certificates;

public sealed class Manifest : IModule
{
    public string Id => "Training.Certificates";
    public string Name => "证书";
    public string EnglishName => "Certificates";

    public IEnumerable<Permission> Permissions => CertificatePermissions.All;

    public IEnumerable<MenuEntry> Menu =>
    [
        new(Area.Learner, "certificates", "我的证书", "/certificates", "certificate", 40, TabTitle: "证书", DistrictOnly: true),
        new(Area.Console, "certificate-templates", "证书样式", "/console/certificates/templates", "photo", 41, CertificatePermissions.DesignCertificates, DistrictOnly: true),
        new(Area.Console, "certificate-exports", "打包下载证书", "/console/certificates/exports", "download", 42, CertificationPermissions.IssueCertificates, DistrictOnly: true),
        new(Area.Console, "transcripts", "学习证明", "/console/transcripts", "file-text", 43, PeoplePermissions.ViewPeople, DistrictOnly: true),
        new(Area.Public, "verify", "证书核验", "/verify", "shield-check", 40, TabTitle: "证书核验", DistrictOnly: true),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<Verification>();
        services.AddScoped<CertificateSheets>();
        services.AddScoped<IHandle<CertificatesIssued>, TellOfWording>();
        services.AddScoped<Exports>();
        services.AddScoped<ExportFiles>();
        services.AddJob<ExportJob>();
        services.AddJob<TidyExports>();
        services.AddScoped<BadgeKeys>();
        services.AddScoped<BadgeStates>();
        services.AddScoped<ISignedWithKey, SignedBadges>();
        services.AddSingleton<SigningKeyCheck>().AddHostedService(s => s.GetRequiredService<SigningKeyCheck>());
        services.AddScoped<TranscriptDesk>();
        services.AddScoped<IPersonalData, TranscriptData>();
        services.AddSingleton<TranscriptDrawing>();
        services.AddSingleton<CertificateFonts>();
        services.AddSingleton<CertificateDrawing>();
        services.AddSingleton<CardDrawing>();
        services.AddSingleton<CertificateFiles>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        DownloadCertificate.Map(routes);
        DownloadExport.Map(routes);
        DownloadTranscript.Map(routes);
        BadgeEndpoints.Map(routes);
    }
}
