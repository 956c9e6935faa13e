using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Modules.Records.Outside;

/// <summary>认定规则: for which outside training how many 学时 of which category are proposed. The first one that fits is taken.</summary>
public sealed class RecognitionRule
{
    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();

    /// <summary>Small comes first.</summary>
    public required int Order { get; set; }

    /// <summary>Words that must all stand in the title, separated by spaces; empty = any title.</summary>
    public required string TitleWords { get; set; }

    /// <summary>Null = any organizer.</summary>
    public OrganizerKind? OrganizerKind { get; set; }

    /// <summary>Percent of the declared 学时 that count, 1–100.</summary>
    public required int Percent { get; set; }

    /// <summary>学时 of one training at most.</summary>
    public required decimal HoursMax { get; set; }

    public string? Category { get; set; }
    public string? Level { get; set; }
    public string? Topic { get; set; }

    /// <summary>Code under which it goes into the ledger, e.g. a module's or 区外培训.</summary>
    public required string Subject { get; set; }

    /// <summary>Counted up with each save: a save based on an older one is refused.</summary>
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RecognitionRule>
    {
        public void Configure(EntityTypeBuilder<RecognitionRule> builder)
        {
            builder.ToTable("recognition_rules");
            builder.Property(r => r.Ref).HasMaxLength(Ids.Length);
            builder.Property(r => r.TitleWords).HasMaxLength(60);
            builder.Property(r => r.Category).HasMaxLength(40);
            builder.Property(r => r.Level).HasMaxLength(40);
            builder.Property(r => r.Topic).HasMaxLength(40);
            builder.Property(r => r.Subject).HasMaxLength(40);
            builder.Property(r => r.Version).IsConcurrencyToken();
            builder.HasIndex(r => r.Ref).IsUnique();
            builder.HasIndex(r => r.Order);
        }
    }
}

/// <summary>What a rule proposes for a declaration.</summary>
/// <param name="RuleRef">Null = no rule fits, and what was declared is proposed.</param>
public sealed record Recognition(string? RuleRef, decimal Hours, string? Category, string? Level, string? Topic, string Subject)
{
    /// <summary>Subject where no rule names one.</summary>
    public const string DefaultSubject = "外部培训";

    /// <param name="rules">In any order.</param>
    public static Recognition Of(OutsideTraining training, IEnumerable<RecognitionRule> rules)
    {
        var rule = rules.OrderBy(r => r.Order).ThenBy(r => r.Id).FirstOrDefault(r => (r.OrganizerKind is null || r.OrganizerKind == training.OrganizerKind)
            && r.TitleWords.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => training.Title.Contains(w, StringComparison.OrdinalIgnoreCase)));
        return rule is null
            ? new(null, training.Hours, null, null, null, DefaultSubject)
            // Down to quarters: nobody is given more than the share.
            : new(rule.Ref, Math.Min(rule.HoursMax, Math.Floor(training.Hours * rule.Percent / 100 * 4) / 4), rule.Category, rule.Level, rule.Topic, rule.Subject);
    }
}
