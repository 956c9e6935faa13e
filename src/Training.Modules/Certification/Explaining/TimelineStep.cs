namespace Training.Modules.Certification.Explaining;

/// <summary>What a day of the timeline is.</summary>
public enum TimelineKind
{
    DutyBegan, DutyResumed, DueFirst, Completed, LastIssue, ValidFrom, WindowOpens, ValidThrough, ValidThroughIfReinstated, WindowCloses, Suspended, Revoked, UpdateDue, Opens, TransitionEnds,
}

/// <summary>A day that matters, with what is needed to say it.</summary>
/// <param name="Then">Another day that it leads to, e.g. the last valid day of the next certificate.</param>
/// <param name="Subject">Module code where one is meant.</param>
public sealed record TimelineStep(DateOnly On, TimelineKind Kind, DateOnly? Then = null, string? Subject = null);
