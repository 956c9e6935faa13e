using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;

namespace Training.Modules.Insights.Models;

/// <summary>
/// How the knowledge check of a module went before and after, as sums without names: of all learners, of one street, or of one
/// line. Replaced each night.
/// </summary>
public sealed class EffectFigure
{
    public long Id { get; private set; }
    public required string ModuleCode { get; init; }
    public int? UnitId { get; init; }
    public Line? Line { get; init; }

    /// <summary>Learners with a first attempt, and how many of those passed at once.</summary>
    public required int People { get; init; }
    public required int PassedFirst { get; init; }

    /// <summary>Passing attempt − first attempt in percentage points, of those who did not pass at once and passed later.</summary>
    public required int GainCount { get; init; }
    public required double GainSum { get; init; }
    public required double GainSquares { get; init; }

    /// <summary>Next attempt after half a year or more − passing attempt.</summary>
    public required int KeptCount { get; init; }
    public required double KeptSum { get; init; }
    public required double KeptSquares { get; init; }

    /// <summary>Practice agreement: percent of decisions in which the model answer was chosen, of the first scenario run after passing.</summary>
    public int PracticeCount { get; init; }
    public double PracticeSum { get; init; }
    public double PracticeSquares { get; init; }

    /// <summary>The same of those who ran the scenario before they passed.</summary>
    public int UntaughtCount { get; init; }
    public double UntaughtSum { get; init; }
    public double UntaughtSquares { get; init; }

    /// <summary>Learners who passed, and how many of those were signed off at work, or assessed in a task of the module, afterwards.</summary>
    public int Passed { get; init; }
    public int SignedOff { get; init; }

    public Moments Practice => new(PracticeCount, PracticeSum, PracticeSquares);
    public Contrast PracticeGain => new(Practice, new(UntaughtCount, UntaughtSum, UntaughtSquares));

    /// <summary>All levels together: worse where one is, better where one is, without effect where there is enough and nothing shows.</summary>
    public Verdict Overall => new[] { Gain.Verdict, PracticeGain.Verdict } is var all && all.Contains(Verdict.Worse) ? Verdict.Worse
        : all.Contains(Verdict.Better) ? Verdict.Better : all.Contains(Verdict.None) ? Verdict.None : Verdict.TooFew;

    public Moments Gain => new(GainCount, GainSum, GainSquares);
    public Moments Kept => new(KeptCount, KeptSum, KeptSquares);

    internal sealed class Configuration : IEntityTypeConfiguration<EffectFigure>
    {
        public void Configure(EntityTypeBuilder<EffectFigure> builder)
        {
            builder.ToTable("effect_figures");
            builder.Ignore(f => f.Gain);
            builder.Ignore(f => f.Kept);
            builder.Ignore(f => f.Practice);
            builder.Ignore(f => f.PracticeGain);
            builder.Ignore(f => f.Overall);
            builder.Property(f => f.ModuleCode).HasMaxLength(40);
            builder.HasIndex(f => f.ModuleCode);
            builder.HasIndex(f => new { f.UnitId, f.Line });
        }
    }
}

/// <summary>The same of one question: right in the first attempt, and of those asked again whether it was right then.</summary>
public sealed class EffectItem
{
    public long Id { get; private set; }
    public required string ModuleCode { get; init; }
    public required string QuestionKey { get; init; }

    /// <summary>Asked in a first attempt, and right.</summary>
    public required int Asked { get; init; }
    public required int Right { get; init; }

    /// <summary>Asked again in the passing attempt: right later − right first, each −1, 0 or 1.</summary>
    public required int PairCount { get; init; }
    public required double PairSum { get; init; }
    public required double PairSquares { get; init; }

    public Moments Pair => new(PairCount, PairSum, PairSquares);

    internal sealed class Configuration : IEntityTypeConfiguration<EffectItem>
    {
        public void Configure(EntityTypeBuilder<EffectItem> builder)
        {
            builder.ToTable("effect_items");
            builder.Ignore(i => i.Pair);
            builder.Property(i => i.ModuleCode).HasMaxLength(40);
            builder.Property(i => i.QuestionKey).HasMaxLength(80);
            builder.HasIndex(i => i.ModuleCode);
        }
    }
}
