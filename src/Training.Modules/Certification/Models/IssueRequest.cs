using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>
/// 待发证: a completion that waits for somebody to approve it. A projection for the list of the console; the rules decide
/// again when it is approved.
/// </summary>
public sealed class IssueRequest
{
    public long Id { get; private set; }
    public required long PersonId { get; init; }
    public required TrainingRole Role { get; init; }
    public required DateOnly CompletedOn { get; init; }
    public required DateTime RecordedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<IssueRequest>
    {
        public void Configure(EntityTypeBuilder<IssueRequest> builder)
        {
            builder.ToTable("issue_requests");
            builder.HasIndex(r => new { r.PersonId, r.Role }).IsUnique();
            builder.HasIndex(r => r.CompletedOn);
            builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
