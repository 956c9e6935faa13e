namespace Training.Modules.Records.Services;

/// <summary>Answered by the module that knows the schemes.</summary>
public interface IWaivableModules
{
    /// <summary>
    /// The modules that may be waived for each person: where a scheme in force of a role that the person holds names a module, the
    /// scheme says so; of the rest the product's list. A handful of queries for 500 people.
    /// </summary>
    Task<IReadOnlyDictionary<long, IReadOnlySet<string>>> ForPeopleAsync(IReadOnlyCollection<long> personIds, CancellationToken cancel);
}
