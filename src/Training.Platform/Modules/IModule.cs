using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Display;
using Training.Platform.Security;

namespace Training.Platform.Modules;

/// <summary>What a module's <c>Manifest.cs</c> tells the house. The host lists the manifests from low to high.</summary>
public interface IModule
{
    /// <summary>Feature id, e.g. <c>Training.Certification</c>.</summary>
    string Id { get; }

    /// <summary>Name in Chinese.</summary>
    string Name { get; }

    /// <summary>Name in English.</summary>
    string EnglishName { get; }

    IEnumerable<Permission> Permissions => [];

    IEnumerable<MenuEntry> Menu => [];

    void AddServices(IServiceCollection services, IConfiguration configuration) { }

    void MapEndpoints(IEndpointRouteBuilder routes) { }
}
