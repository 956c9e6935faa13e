using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.Certification.Models;
using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Reminders.Models;

/// <summary>
/// That an account was told what a certificate has yet to show, and when: written in the transaction of the notice. Another update,
/// or one that was shown, makes the standing say something else than the mark, so it is looked at again.
/// </summary>
public sealed class UpdateMark
{
    public required long UserId { get; init; }
    public required long PersonId { get; init; }
    public required TrainingRole Role { get; init; }

    /// <summary><see cref="StoredStanding.Updates"/> when it was told.</summary>
    public required string Pending { get; set; }

    public required DateOnly ToldOn { get; set; }

    /// <summary>First day on which there is more to tell; null = everything was told.</summary>
    public required DateOnly? NextOn { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<UpdateMark>
    {
        public void Configure(EntityTypeBuilder<UpdateMark> builder)
        {
            builder.ToTable("reminder_update_marks");
            builder.HasKey(m => new { m.UserId, m.PersonId, m.Role });
            builder.Property(m => m.Pending).HasMaxLength(UnshownUpdate.PackedMax);
            builder.HasIndex(m => m.ToldOn);
            builder.HasOne<User>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
