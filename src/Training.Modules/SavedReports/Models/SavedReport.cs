using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.SavedReports.Models;

/// <summary>Who may open a report besides its owner.</summary>
public enum ReportShare { Me, Street, Line, District }

/// <summary>How often a report is delivered.</summary>
public enum DeliveryRhythm { None, Weekly, Monthly }

public enum ReportFormat { Xlsx, Pdf, Csv }

/// <summary>A report that somebody put together. Holds no figures: these are counted anew whenever it is opened.</summary>
public sealed class SavedReport
{
    /// <summary>Reports of one person.</summary>
    public const int MostOfOne = 50;

    public const int MaxTitle = 60;

    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required long OwnerUserId { get; init; }

    /// <summary>Name of the owner when it was saved.</summary>
    public required string OwnerName { get; set; }

    public required string Title { get; set; }

    /// <summary><see cref="ReportDefinition"/>.</summary>
    public required string DefinitionJson { get; set; }

    public ReportShare Share { get; set; }

    /// <summary>With <see cref="ReportShare.Street"/>.</summary>
    public int? ShareUnitId { get; set; }

    /// <summary>With <see cref="ReportShare.Line"/>.</summary>
    public Line? ShareLine { get; set; }

    /// <summary>Counts every change, so that two do not overwrite each other.</summary>
    public int Revision { get; set; } = 1;

    public required DateTime CreatedUtc { get; init; }
    public required DateTime UpdatedUtc { get; set; }

    public DeliveryRhythm Rhythm { get; set; }

    /// <summary>Weekly: 1 = Monday to 7; monthly: 1 to 28.</summary>
    public int DeliveryDay { get; set; } = 1;

    /// <summary>Hour of the day in China.</summary>
    public int DeliveryHour { get; set; } = 8;

    public ReportFormat DeliveryFormat { get; set; }

    /// <summary>When it is delivered next; null = never.</summary>
    public DateTime? NextDeliveryUtc { get; set; }

    /// <summary>Why delivery was stopped, in Chinese; null while it goes on.</summary>
    public string? StoppedReason { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SavedReport>
    {
        public void Configure(EntityTypeBuilder<SavedReport> builder)
        {
            builder.ToTable("saved_reports");
            builder.Property(r => r.Ref).HasMaxLength(Ids.Length);
            builder.Property(r => r.OwnerName).HasMaxLength(50);
            builder.Property(r => r.Title).HasMaxLength(MaxTitle);
            builder.Property(r => r.StoppedReason).HasMaxLength(200);
            builder.HasIndex(r => r.Ref).IsUnique();
            builder.HasIndex(r => new { r.OwnerUserId, r.UpdatedUtc });
            builder.HasIndex(r => new { r.Share, r.UpdatedUtc });
            builder.HasIndex(r => r.NextDeliveryUtc);
        }
    }
}
