namespace Training.Platform.Modules;

/// <summary>Something the program does instead of serving, when its first words name it: <c>dotnet Training.Web.dll certification rebuild</c>.</summary>
public interface ICommand
{
    /// <summary>One or two words.</summary>
    string Name { get; }

    /// <summary>One line for the list of commands.</summary>
    string Help { get; }

    /// <summary>True when words may follow the name, e.g. a file; else more words make another, unknown command.</summary>
    bool TakesWords => false;

    /// <param name="services">Of the whole program: no tenant is entered and no scope is open.</param>
    /// <param name="args">What follows the name.</param>
    /// <returns>Exit code: 0 = well, 1 = it found something wrong, 2 = it was called wrongly.</returns>
    Task<int> RunAsync(IServiceProvider services, string[] args);
}
