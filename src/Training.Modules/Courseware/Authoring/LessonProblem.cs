namespace Training.Modules.Courseware.Authoring;

/// <summary>How far a problem lets a text go.</summary>
public enum ProblemKind
{
    /// <summary>Cannot be stored: nothing is saved, the text stays on the page.</summary>
    Refused,

    /// <summary>Kept as a draft, but learners do not get to see it.</summary>
    BlocksPublishing,

    /// <summary>Worth a look; may be published.</summary>
    Hint,
}

/// <summary>Something to mend in a lesson.</summary>
/// <param name="Line">Of the Markdown, from 1; 0 = a field, or the text as a whole.</param>
/// <param name="Message">Chinese, as the texts are: what is wrong and what to write instead.</param>
public sealed record LessonProblem(ProblemKind Kind, int Line, string Message);
