using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Reminders.Models;

/// <summary>
/// That an account was told of an end, and how far: written in the transaction of the notice, so that each stage is told once
/// however often the job is killed. A renewal moves the end, and with it the row that counts.
/// </summary>
public sealed class ReminderMark
{
    public required long UserId { get; init; }
    public required long PersonId { get; init; }
    public required TrainingRole Role { get; init; }

    /// <summary>Last valid day, or last day of a newcomer's grace.</summary>
    public required DateOnly Through { get; init; }

    /// <summary>The last stage told, days before the end.</summary>
    public required int Stage { get; set; }

    /// <summary>First day on which there is more to tell; null = everything was told.</summary>
    public required DateOnly? NextOn { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ReminderMark>
    {
        public void Configure(EntityTypeBuilder<ReminderMark> builder)
        {
            builder.ToTable("reminder_marks");
            builder.HasKey(m => new { m.UserId, m.PersonId, m.Role, m.Through });
            builder.HasIndex(m => m.Through);
            builder.HasOne<User>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
