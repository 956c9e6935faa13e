namespace Training.Platform.Display;

/// <summary>One entry of the crisis strip (domain/directory.md §5).</summary>
/// <param name="Number">As printed, e.g. "400-821-6787"; for an online service its name.</param>
/// <param name="Tel">Digits for the <c>tel:</c> link; empty for an online service.</param>
public sealed record CrisisNumber(string Number, string Tel, string Name, bool Open24h, bool IsEmergency);

/// <summary>Gives the strip its rows. The directory of resources is the single source.</summary>
public interface ICrisisSource
{
    ValueTask<IReadOnlyList<CrisisNumber>> NumbersAsync(CancellationToken cancel);
}
