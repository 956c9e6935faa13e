namespace Training.Modules.People.Services;

/// <summary>
/// What a module keeps about a person, for the copy that everybody may take (PIPL 45). Each module that keeps something
/// registers one.
/// </summary>
public interface IPersonalData
{
    /// <summary>Key in the file, e.g. "assignments".</summary>
    string Name { get; }

    /// <summary>A value that becomes JSON: only the person's own rows.</summary>
    Task<object> OfAsync(long personId, CancellationToken cancel);
}
