using Training.Modules.Learning.Models;

namespace Training.Modules.Records.Models;

/// <summary>
/// What makes two rows the same thing: person, kind, subject and day. Outside training of many organizers goes under one code, so
/// there the name and the hours belong to it as well; elsewhere they are empty.
/// </summary>
public readonly record struct EntryKey(long PersonId, EvidenceKind Kind, string Subject, DateOnly On, string Title, decimal Hours)
{
    /// <summary>Of a draft that has been checked.</summary>
    public static EntryKey Of(long personId, EntryDraft draft) => Of(personId, draft.Kind, draft.Subject,
        draft.On ?? throw new InvalidOperationException("A draft without a day was not checked."), draft.Title, draft.Hours);

    public static EntryKey Of(long personId, EvidenceKind kind, string subject, DateOnly on, string title, decimal hours) =>
        kind == EvidenceKind.OutsideTraining ? new(personId, kind, subject, on, title, hours) : new(personId, kind, subject, on, "", 0);
}
