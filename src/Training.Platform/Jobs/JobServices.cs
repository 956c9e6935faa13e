using Microsoft.Extensions.DependencyInjection;

namespace Training.Platform.Jobs;

public static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<JobSignal>()
        .AddSingleton<StepProgress>()
        .AddSingleton<SeenPeriods>()
        .AddSingleton<JobRunner>()
        .AddHostedService<JobWorker>()
        .AddScoped<JobTable>()
        .AddScoped<JobQueue>()
        .AddScoped<JobLeases>()
        .AddScoped<JobCalendar>()
        .AddJob<TidyJobs>();

    /// <summary>Makes a job known, also a recurring one. A new instance does each step.</summary>
    public static IServiceCollection AddJob<T>(this IServiceCollection services) where T : class, IJob => services.AddScoped<IJob, T>();
}
