using System.Globalization;
using Microsoft.AspNetCore.Http;
using Training.Modules.Assessment.Models;

namespace Training.Modules.Assessment.Endpoints;

/// <summary>What the form of a question page says.</summary>
/// <param name="Chosen">As it is kept (<see cref="KeptAnswer.Chosen"/>).</param>
/// <param name="Go">The pressed button: next, previous, flag, submit; empty when the script saves.</param>
internal sealed record AnswerForm(string Chosen, bool Flagged, string Go)
{
    /// <summary>Null when the form cannot come from the page: two answers to a question that has one.</summary>
    public static AnswerForm? Read(DrawnQuestion drawn, IFormCollection form)
    {
        var chosen = drawn.Question.Kind == QuestionKind.Ordering
            ? drawn.Ranked([.. drawn.Order.Select((_, i) => Number(form["rank" + i.ToString(CultureInfo.InvariantCulture)]))])
            : drawn.Chosen(form["answer"].Select(Number));
        if (drawn.Question.Kind is not (QuestionKind.Multiple or QuestionKind.Ordering) && chosen.Length > 1) return null;
        // Without scripts the button "flag" turns the mark that the form carries.
        return new(chosen, form["flag"] == "true" ^ form["go"] == "flag", form["go"].ToString());
    }

    /// <summary>Position to show after the save; null = hand in.</summary>
    public int? GoTo(int position, int count) => Go switch
    {
        "flag" => position,
        "previous" => Math.Max(position - 1, 1),
        "submit" => null,
        _ => Math.Min(position + 1, count),
    };

    private static int Number(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
