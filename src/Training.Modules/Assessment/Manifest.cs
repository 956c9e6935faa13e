using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Endpoints;
using Training.Modules.Assessment.Exams;
using Training.Modules.Assessment.Services;
using Training.Modules.Assessment.Statistics;
using Training.Modules.People.Services;
using Training.Platform.Contents;
using Training.Platform.Modules;

namespace Training.Modules.Assessment;

public sealed class Manifest : IModule
{
    public string Id => "Training.Assessment";
    public string Name => "知识检测与考试";
    public string EnglishName => "Knowledge checks and exams";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IContentSource, CheckSource>();
        services.AddScoped<KnowledgeChecks>();
        services.AddScoped<Attempts>();
        services.AddExams();
        services.AddScoped<ItemReport>();
        services.AddScoped<IPersonalData, AttemptData>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        StartAttempt.Map(routes);
        SaveAnswer.Map(routes);
        SubmitAttempt.Map(routes);
        routes.MapExams();
    }
}
