using Microsoft.Extensions.DependencyInjection;

namespace Training.Platform.Data;

/// <summary>Answers news from a lower module. Runs in the same scope, and hence in the same transaction, as its sender.</summary>
public interface IHandle<in TEvent>
{
    Task HandleAsync(TEvent news, CancellationToken cancel);
}

/// <summary>Carries news upward, in the order in which the modules were registered (low to high).</summary>
public sealed class Events(IServiceProvider services)
{
    public async Task RaiseAsync<TEvent>(TEvent news, CancellationToken cancel)
    {
        foreach (var handler in services.GetServices<IHandle<TEvent>>()) await handler.HandleAsync(news, cancel);
    }
}
