using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Learning.Models;

/// <summary>How far a person is with a lesson. A new edition of the lesson keeps the row: what was learned stays learned.</summary>
public sealed class LessonProgress
{
    public long Id { get; private set; }
    public required long PersonId { get; init; }

    /// <summary>Content item of the lesson, the same over its versions.</summary>
    public required string LessonId { get; init; }

    /// <summary>Version last read, or – once completed – the one on which it was completed.</summary>
    public required string VersionId { get; set; }

    /// <summary>Furthest point read, percent of the text, 0–100. Never goes back.</summary>
    public int Position { get; set; }

    /// <summary>When the learner said 学完了, or showed that it is known; null before. Never taken back.</summary>
    public DateTime? CompletedUtc { get; set; }

    /// <summary>已掌握: completed without reading, because its questions were right in 先测后免.</summary>
    public bool Mastered { get; init; }

    public required DateTime UpdatedUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<LessonProgress>
    {
        public void Configure(EntityTypeBuilder<LessonProgress> builder)
        {
            builder.ToTable("lesson_progress");
            builder.Property(p => p.LessonId).HasMaxLength(Ids.Length);
            builder.Property(p => p.VersionId).HasMaxLength(Ids.Length);
            builder.HasIndex(p => new { p.PersonId, p.LessonId }).IsUnique();
            builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>What pages know of a lesson's progress.</summary>
/// <param name="Percent">Furthest point read, 0–100.</param>
/// <param name="CompletedUtc">Null = not completed.</param>
/// <param name="VersionId">Version last read, or completed on.</param>
/// <param name="Mastered">Completed by 先测后免, so that it may be skipped.</param>
public sealed record LessonState(int Percent, DateTime? CompletedUtc, string VersionId, bool Mastered = false)
{
    public bool Completed => CompletedUtc is not null;

    /// <summary>False for what was mastered without a look at it.</summary>
    public bool Opened => !Mastered || Percent > 0;
}
