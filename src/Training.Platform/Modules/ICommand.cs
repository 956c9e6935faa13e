namespace Training.Platform.Modules;

/// <summary>Something that the program does instead of serving, named by its first words: <c>Training.Web search rebuild</c>.</summary>
public interface ICommand
{
    /// <summary>The words, in lower case.</summary>
    string Name { get; }

    /// <summary>One sentence of help.</summary>
    string Help { get; }

    /// <param name="services">The root; a command enters tenants and opens scopes itself.</param>
    /// <param name="args">All arguments, the name included.</param>
    /// <returns>Exit code.</returns>
    Task<int> RunAsync(IServiceProvider services, string[] args);
}
