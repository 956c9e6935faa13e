using Microsoft.Extensions.DependencyInjection;

namespace Training.Platform.Search;

public static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddSingleton<OpenIndexes>()
        .AddSingleton<Highlight>()
        .AddScoped<SearchIndex>();
}
