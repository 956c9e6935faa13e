using Training.Modules.Assessment.Models;

namespace Training.Modules.Assessment.Statistics;

/// <summary>One person's answer to a question, beside how they did on the rest of that paper.</summary>
/// <param name="Rest">Share of the other questions of the paper that were right, 0–1.</param>
public sealed record ItemResponse(string Chosen, bool IsRight, double Rest);

/// <summary>How a question behaves (item analysis). Pure; from first attempts only, since after those the answer is known.</summary>
public sealed record ItemStatistics
{
    /// <summary>Below so many answers nothing is concluded.</summary>
    public const int Enough = 20;

    /// <summary>Percent right below which a question is looked at: too hard, unclear, or its key is wrong.</summary>
    public const int HardBelow = 30;

    /// <summary>Discrimination below which a question is looked at: those who know the rest do no better on it.</summary>
    public const double FlatBelow = 0.1;

    private ItemStatistics() { }

    public required CheckQuestion Question { get; init; }

    /// <summary>People who were asked.</summary>
    public required int Shown { get; init; }

    public required int RightCount { get; init; }

    /// <summary>
    /// Correlation of being right with the share right on the rest of the paper (point-biserial, the question itself left out),
    /// −1 to 1; null where all answered alike or did alike on the rest.
    /// </summary>
    public double? Discrimination { get; init; }

    /// <summary>The wrong answer given most often: letter of an option, or places of the steps; null where there is none.</summary>
    public string? MostWrong { get; init; }

    /// <summary>How often <see cref="MostWrong"/> was given.</summary>
    public int MostWrongCount { get; init; }

    /// <summary>Whole percent, rounded; 0 where nobody was asked.</summary>
    public int RightPercent => Shown == 0 ? 0 : (int)Math.Round(100.0 * RightCount / Shown);

    public bool IsHard => Shown >= Enough && RightCount * 100 < HardBelow * Shown;
    public bool IsFlat => Shown >= Enough && Discrimination < FlatBelow;
    public bool NeedsLook => IsHard || IsFlat;

    public static ItemStatistics Of(CheckQuestion question, IReadOnlyCollection<ItemResponse> responses)
    {
        var right = question.Right();
        var wrong = responses.Where(r => !r.IsRight && r.Chosen.Length > 0)
            .SelectMany(r => question.Kind == QuestionKind.Ordering ? [r.Chosen] : r.Chosen.Where(l => !right.Contains(l)).Select(l => l.ToString()))
            .CountBy(w => w).OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).FirstOrDefault();
        return new()
        {
            Question = question, Shown = responses.Count, RightCount = responses.Count(r => r.IsRight),
            Discrimination = Correlation(responses), MostWrong = wrong.Key, MostWrongCount = wrong.Value,
        };
    }

    private static double? Correlation(IReadOnlyCollection<ItemResponse> responses)
    {
        if (responses.Count < 2) return null;
        var (x, y) = (responses.Average(r => r.IsRight ? 1.0 : 0), responses.Average(r => r.Rest));
        var (xx, yy) = (responses.Sum(r => Square((r.IsRight ? 1 : 0) - x)), responses.Sum(r => Square(r.Rest - y)));
        // Smaller than any real spread of two hundred answers: rounding.
        if (xx < 1e-9 || yy < 1e-9) return null;
        return responses.Sum(r => ((r.IsRight ? 1 : 0) - x) * (r.Rest - y)) / Math.Sqrt(xx * yy);

        static double Square(double d) => d * d;
    }
}
