namespace Training.Modules.Certification.Schemes.Editing;

/// <summary>What a draft would do to the people of its role, for the last look before it is published. Answered by the module that simulates.</summary>
public interface IDraftOutlook
{
    /// <returns>Of the newest simulation of just these rules from just this day; null when none was run.</returns>
    Task<DraftOutlook?> OfAsync(OpenDraft draft, CancellationToken cancel);
}

/// <param name="On">Day of the simulation.</param>
/// <param name="Through">The last day that it looks at; the counts are of that day.</param>
/// <param name="Lapsed">Certificates lost by the draft alone.</param>
/// <param name="LapsedAnyway">Certificates that end with it or without it.</param>
/// <param name="Gained">Certificates won by the draft alone.</param>
/// <param name="Target">Percent.</param>
/// <param name="Already">街镇 below the target on the day of the simulation.</param>
/// <param name="Below">街镇 that fall below it later, the earliest first.</param>
public sealed record DraftOutlook(DateOnly On, DateOnly Through, int Lapsed, int LapsedAnyway, int Gained, int Target, int Already, IReadOnlyList<StreetBelow> Below);

/// <param name="ByDraft">It would not without the draft.</param>
public sealed record StreetBelow(string Name, DateOnly On, bool ByDraft);
