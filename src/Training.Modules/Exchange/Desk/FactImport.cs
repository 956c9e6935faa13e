using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Modules.Exchange.Desk;

public enum FactImportState { Checking, Checked, Importing, Applied }

/// <summary>A set of facts uploaded on the page, from the look at it to its import. The file lies in the tenant's folder meanwhile.</summary>
public sealed class FactImport
{
    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long UserId { get; init; }
    public required string UserName { get; init; }
    public required string FileName { get; init; }
    public required DateTime CreatedUtc { get; init; }
    public FactImportState State { get; set; }

    /// <summary>The job that checks or imports it; null where it was done at once.</summary>
    public string? JobRef { get; set; }

    /// <summary><see cref="Import.FactsReport"/>; null before the check.</summary>
    public string? ReportJson { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<FactImport>
    {
        public void Configure(EntityTypeBuilder<FactImport> builder)
        {
            builder.ToTable("fact_imports");
            builder.Property(i => i.Ref).HasMaxLength(Ids.Length);
            builder.Property(i => i.UserName).HasMaxLength(50);
            builder.Property(i => i.FileName).HasMaxLength(100);
            builder.Property(i => i.JobRef).HasMaxLength(Ids.Length);
            builder.HasIndex(i => i.Ref).IsUnique();
            builder.HasIndex(i => new { i.UserId, i.State });
            builder.HasIndex(i => i.CreatedUtc);
        }
    }
}
