using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Models;
using Training.Modules.Learning.Endpoints;
using Training.Modules.Learning.Handlers;
using Training.Modules.Learning.Services;
using Training.Modules.Practice.Models;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Jobs;
using Training.Platform.Modules;

namespace Training.Modules.Learning;

public sealed class Manifest : IModule
{
    public string Id => "Training.Learning";
    public string Name => "学习";
    public string EnglishName => "Learning";

    public IEnumerable<MenuEntry> Menu => [new(Area.Learner, "modules", "全部课程", "/modules", "book-2", 15, DistrictOnly: true)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<EvidenceLedger>();
        services.AddScoped<ReadingProgress>();
        services.AddJob<ReevaluationJob>();
        services.AddScoped<ModuleCompletion>();
        services.AddScoped<IHandle<KnowledgeCheckPassed>, CountKnowledgeCheck>();
        services.AddScoped<IHandle<TestOutFellShort>, SkipMasteredLessons>();
        services.AddScoped<IHandle<ScenarioPassed>, CountScenario>();
        services.AddScoped<IHandle<FinalExamPassed>, CountExam>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        EnterModule.Map(routes);
        SaveProgress.Map(routes);
        CompleteLesson.Map(routes);
    }
}
