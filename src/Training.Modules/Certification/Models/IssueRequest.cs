using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>
/// 待发证: a completion that waits for somebody to approve it, with the days on which it does – of today, and of days to come: a version
/// that begins tomorrow, a post entered ahead. Nothing has to happen on such a day: lists ask for the rows of the day and for who is in post
/// then. A projection: replaced with every change, and compared with the ledger each night; the rules decide again when it is approved.
/// </summary>
public sealed class IssueRequest
{
    public long Id { get; private set; }
    public required long PersonId { get; init; }
    public required TrainingRole Role { get; init; }

    /// <summary>First day on which it waits.</summary>
    public required DateOnly CompletedOn { get; init; }

    /// <summary>Last day on which it may be issued: then it is too old, or another completion takes its place.</summary>
    public required DateOnly WaitsThrough { get; set; }

    public required DateTime RecordedUtc { get; init; }

    /// <summary>What waits on any day, in every role that is held while it does. On one day at most one of a role.</summary>
    /// <param name="facts">With what follows from forced updates.</param>
    /// <param name="assignments">All of the person.</param>
    public static IEnumerable<IssueRequest> Of(
        long personId, PersonFacts facts, RoleSchemes schemes, IReadOnlyCollection<RoleAssignment> assignments, DateTime nowUtc)
    {
        foreach (var role in assignments.Select(a => a.Role).Distinct().Order())
        {
            var completions = facts.Completions(schemes, role, DateOnly.MaxValue);
            // What lies before a certificate was issued, lapsed or belongs to a clock that was set back (PersonFacts.Issuable).
            for (var i = completions.Count - 1; i >= 0 && completions[i].CertificateId is null; i--)
            {
                var through = completions[i].LastIssuable;
                if (i + 1 < completions.Count && completions[i + 1].On <= through) through = completions[i + 1].On.AddDays(-1);
                var from = completions[i].On;
                if (through >= from && assignments.Any(a => a.Role == role && a.Start <= through && (a.End is null || a.End >= from)))
                    yield return new() { PersonId = personId, Role = role, CompletedOn = from, WaitsThrough = through, RecordedUtc = nowUtc };
            }
        }
    }

    /// <summary>The same completion of the same person: what one row is about.</summary>
    public bool IsOf(IssueRequest other) => (PersonId, Role, CompletedOn) == (other.PersonId, other.Role, other.CompletedOn);

    internal sealed class Configuration : IEntityTypeConfiguration<IssueRequest>
    {
        public void Configure(EntityTypeBuilder<IssueRequest> builder)
        {
            builder.ToTable("issue_requests");
            builder.HasIndex(r => new { r.PersonId, r.Role, r.CompletedOn }).IsUnique();
            builder.HasIndex(r => r.CompletedOn);
            builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
