using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Models;

/// <summary>方案草案: rules that are proposed and not in force. Put in force it becomes the role's next version.</summary>
public sealed class SchemeDraft
{
    public long Id { get; private set; }

    /// <summary>In addresses.</summary>
    public string Ref { get; init; } = Ids.New();

    /// <summary>Key of the file that it came from, e.g. scheme-child-director; null = written here.</summary>
    public string? SourceKey { get; init; }

    public required TrainingRole Role { get; init; }
    public required string Title { get; set; }

    /// <summary><see cref="SchemeRulesJson"/>.</summary>
    public required string RulesJson { get; set; }

    public string Note { get; set; } = "";
    public required DateTime UpdatedUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SchemeDraft>
    {
        public void Configure(EntityTypeBuilder<SchemeDraft> builder)
        {
            builder.ToTable("scheme_drafts");
            builder.Property(d => d.Ref).HasMaxLength(Ids.Length);
            builder.Property(d => d.SourceKey).HasMaxLength(60);
            builder.Property(d => d.Title).HasMaxLength(80);
            builder.Property(d => d.Note).HasMaxLength(400);
            builder.HasIndex(d => d.Ref).IsUnique();
            builder.HasIndex(d => d.SourceKey).IsUnique();
            builder.HasIndex(d => d.Role);
        }
    }
}
