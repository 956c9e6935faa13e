using Training.Modules.People.Models;

namespace Training.Modules.Insights.Models;

/// <summary>One graded attempt.</summary>
/// <param name="Right">By question whether it was right.</param>
public sealed record Graded(int Percent, bool Passed, DateOnly On, IReadOnlyDictionary<string, bool> Right);

/// <summary>Somebody's graded attempts at one check, oldest first, and where they work.</summary>
public sealed record LearnerAttempts(IReadOnlyList<Graded> Attempts, IReadOnlyCollection<int> Units, IReadOnlyCollection<Line> Lines)
{
    public Graded First => Attempts[0];

    /// <summary>The first attempt that was passed.</summary>
    public Graded? Passing => Attempts.FirstOrDefault(a => a.Passed);

    /// <summary>Percentage points from a first attempt that failed to the one that passed; null where there are not both.</summary>
    public double? Gain => First.Passed || Passing is not { } passing ? null : passing.Percent - First.Percent;

    /// <summary>Practice agreement in percent, of the first scenario run after passing.</summary>
    public double? Practice { get; init; }

    /// <summary>The same of the first run, where that was before passing.</summary>
    public double? Untaught { get; init; }

    /// <summary>Signed off at work, or assessed in a task of the module, after passing.</summary>
    public bool SignedOff { get; init; }

    /// <summary>What was left at the next attempt after half a year or more, in points against the passing one.</summary>
    public double? Kept => Passing is { } passing && Attempts.FirstOrDefault(a => a.On.DayNumber - passing.On.DayNumber >= Effect.LaterDays) is { } later
        ? later.Percent - passing.Percent : null;
}

/// <summary>
/// Training effect from real attempts (pre = first attempt, post = the passing one, retention = the next after half a year).
/// It contains the effect of trying again and is no proof of what learning alone did; pages say so. Pure.
/// </summary>
public static class Effect
{
    /// <summary>An attempt so many days after passing tells what is left.</summary>
    public const int LaterDays = 180;

    /// <param name="unit">Null with <paramref name="line"/> null = everybody.</param>
    public static EffectFigure Of(string module, int? unit, Line? line, IEnumerable<LearnerAttempts> all)
    {
        var learners = all.Where(l => (unit is not { } u || l.Units.Contains(u)) && (line is not { } n || l.Lines.Contains(n))).ToList();
        var gain = Moments.Of(learners.Select(l => l.Gain).OfType<double>());
        var kept = Moments.Of(learners.Select(l => l.Kept).OfType<double>());
        var practice = Moments.Of(learners.Select(l => l.Practice).OfType<double>());
        var untaught = Moments.Of(learners.Select(l => l.Untaught).OfType<double>());
        return new()
        {
            PracticeCount = practice.Count, PracticeSum = practice.Sum, PracticeSquares = practice.Squares,
            UntaughtCount = untaught.Count, UntaughtSum = untaught.Sum, UntaughtSquares = untaught.Squares,
            Passed = learners.Count(l => l.Passing is not null), SignedOff = learners.Count(l => l.SignedOff),
            ModuleCode = module, UnitId = unit, Line = line, People = learners.Count, PassedFirst = learners.Count(l => l.First.Passed),
            GainCount = gain.Count, GainSum = gain.Sum, GainSquares = gain.Squares, KeptCount = kept.Count, KeptSum = kept.Sum, KeptSquares = kept.Squares,
        };
    }

    /// <summary>Everybody, each street, each line.</summary>
    public static IReadOnlyList<EffectFigure> Figures(string module, IReadOnlyList<LearnerAttempts> all) => all.Count == 0 ? [] :
    [
        Of(module, null, null, all),
        .. all.SelectMany(l => l.Units).Distinct().Order().Select(u => Of(module, u, null, all)),
        .. all.SelectMany(l => l.Lines).Distinct().Order().Select(l => Of(module, null, l, all)),
    ];

    public static IReadOnlyList<EffectItem> Items(string module, IReadOnlyList<LearnerAttempts> all) =>
        [.. all.SelectMany(l => l.First.Right.Keys).Distinct().Order(StringComparer.Ordinal).Select(key =>
        {
            var asked = all.Where(l => l.First.Right.ContainsKey(key)).ToList();
            var pairs = Moments.Of(asked.Where(l => l.Gain is not null && l.Passing!.Right.ContainsKey(key))
                .Select(l => (l.Passing!.Right[key] ? 1.0 : 0) - (l.First.Right[key] ? 1 : 0)));
            return new EffectItem
            {
                ModuleCode = module, QuestionKey = key, Asked = asked.Count, Right = asked.Count(l => l.First.Right[key]),
                PairCount = pairs.Count, PairSum = pairs.Sum, PairSquares = pairs.Squares,
            };
        })];
}
