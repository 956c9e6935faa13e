using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Assessment.Exams.Endpoints;
using Training.Modules.Assessment.Exams.Services;
using Training.Platform.Contents;
using Training.Platform.Jobs;

namespace Training.Modules.Assessment.Exams;

/// <summary>What the module's manifest adds for exams.</summary>
internal static class ExamServices
{
    public static void AddExams(this IServiceCollection services)
    {
        services.AddScoped<IContentSource, ExamSource>();
        services.AddScoped<FinalExams>();
        services.AddScoped<ExamAttempts>();
        services.AddScoped<IJob, CloseExpiredExams>();
    }

    public static void MapExams(this IEndpointRouteBuilder routes)
    {
        StartExam.Map(routes);
        SaveExamAnswer.Map(routes);
        HandInExam.Map(routes);
    }
}
