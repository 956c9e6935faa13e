using System.Globalization;
using Training.Modules.Assessment.Models;
using Training.Platform.Data;

namespace Training.Modules.Assessment.Pages;

/// <summary>What the parts of a question page (design 05) need; the same for knowledge checks and exams.</summary>
/// <param name="Ref">Of the attempt. It also names the owner of what waits on a device, so that a shared phone never shows somebody else's answer.</param>
/// <param name="Folder">First word of the attempt's addresses: "check" or "exam".</param>
/// <param name="Limit">The sentence about time below the answer card.</param>
public sealed record Player(string Ref, string Folder, AnswerSheet Sheet, int Position, string Limit)
{
    /// <summary>Tenant-relative, without a leading slash.</summary>
    public string Address => $"{Folder}/{Ref}";

    public DrawnQuestion Drawn => Sheet[Position];
    public string Chosen => Sheet.AnswerAt(Position)?.Chosen ?? "";
    public bool Flagged => Sheet.IsFlagged(Position);

    /// <summary>Kept, but not complete: a step of an ordering has no place, or a place is given twice.</summary>
    public bool Halfway => Chosen.Length > 0 && !Sheet.IsAnswered(Position);

    /// <summary>HH:mm of the last save of this answer, or null.</summary>
    public string? SavedAt => Sheet.AnswerAt(Position) is { } a
        ? ChinaTime.Local(a.AnsweredUtc).ToString("HH:mm", CultureInfo.InvariantCulture) : null;

    /// <param name="shown">Place at which the option is shown, from 0.</param>
    public bool IsChosen(int shown) => Chosen.Contains((char)('a' + Drawn.Order[shown]));
}
