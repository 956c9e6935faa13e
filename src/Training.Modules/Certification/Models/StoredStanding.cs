using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>
/// Where a person stands in a role, on every day, for lists and reminders. A projection: replaced with every change in the same
/// transaction, and compared with the ledger each night. Nothing in it depends on the day on which it was written.
/// </summary>
public sealed class StoredStanding
{
    public required long PersonId { get; init; }
    public required TrainingRole Role { get; init; }

    /// <summary><see cref="Timeline.Pack"/>.</summary>
    public required string Changes { get; init; }

    /// <summary>Last day on which the certificate is valid, or on which it may be missing; the day before a suspension or revocation that lasts. Whether the 街镇 is open by then (<see cref="StreetOpenings"/>) is asked for on the day.</summary>
    public required DateOnly? DueOn { get; init; }

    /// <summary>Last valid day of the newest certificate that is not revoked, over those that follow without gap.</summary>
    public required DateOnly? ValidThrough { get; init; }

    /// <summary>Forced updates that the certificate has yet to show (<see cref="UnshownUpdate.Pack"/>); null = none.</summary>
    public string? Updates { get; init; }

    /// <summary>Last day in post; null = open. Whoever has left is not reminded.</summary>
    public required DateOnly? HeldThrough { get; init; }

    public Timeline Timeline => Timeline.Unpack(Changes);

    /// <summary>The rows of one person: every role that was ever held, or for which there is a certificate.</summary>
    /// <param name="facts">With what follows from forced updates.</param>
    public static IEnumerable<StoredStanding> Of(long personId, PersonFacts facts, RoleSchemes schemes, IReadOnlyCollection<RoleAssignment> assignments)
    {
        foreach (var role in assignments.Select(a => a.Role).Union(facts.Certificates.Select(c => c.Certificate.Role)).Order())
        {
            var certificates = facts.Of(role);
            var timeline = Timeline.Of(schemes.Of(role), facts.LedgerIn(role), facts.Completions(schemes, role, DateOnly.MaxValue), certificates);
            var held = assignments.Where(a => a.Role == role).ToList();
            var standing = certificates.Where(c => c.At(DateOnly.MaxValue) != CertificateState.Revoked).MaxBy(c => c.Certificate.ValidThrough);
            var through = standing is null ? (DateOnly?)null : RoleStanding.EndOfChain(certificates, standing);
            yield return new()
            {
                PersonId = personId, Role = role, Changes = timeline.Pack(), ValidThrough = through,
                DueOn = timeline.Changes is [.., { State: StandingState.Suspended or StandingState.Revoked } stopped] ? stopped.From.AddDays(-1)
                    : through ?? (held.Count > 0 ? DueDate.DutyOn(held, DateOnly.MaxValue).GraceThrough : null),
                Updates = schemes.Updates.Count == 0 || certificates.Count == 0 ? null
                    : UnshownUpdate.Pack(ForcedSuspension.Unshown(certificates, facts.Ledger, schemes.Updates, schemes.ModulesOf)),
                HeldThrough = held.Count == 0 ? DateOnly.MinValue : held.Exists(a => a.End is null) ? null : held.Max(a => a.End),
            };
        }
    }

    /// <summary>Same words for the same standing: what a comparison looks at.</summary>
    public bool Says(StoredStanding other) =>
        (PersonId, Role, Changes, DueOn, ValidThrough, HeldThrough, Updates)
        == (other.PersonId, other.Role, other.Changes, other.DueOn, other.ValidThrough, other.HeldThrough, other.Updates);

    internal sealed class Configuration : IEntityTypeConfiguration<StoredStanding>
    {
        public void Configure(EntityTypeBuilder<StoredStanding> builder)
        {
            builder.ToTable("role_standings");
            builder.HasKey(s => new { s.PersonId, s.Role });
            builder.Ignore(s => s.Timeline);
            builder.Property(s => s.Changes).HasMaxLength(Timeline.PackedMax);
            builder.Property(s => s.Updates).HasMaxLength(UnshownUpdate.PackedMax);
            // Reminders: who is due between two days, and whose certificate rests on what was updated; lists: by role.
            builder.HasIndex(s => s.ValidThrough);
            builder.HasIndex(s => s.PersonId).HasFilter("updates IS NOT NULL").HasDatabaseName("ix_role_standings_updates");
            builder.HasIndex(s => s.DueOn);
            builder.HasIndex(s => new { s.Role, s.DueOn });
            builder.HasIndex(s => new { s.Role, s.ValidThrough });
            builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
