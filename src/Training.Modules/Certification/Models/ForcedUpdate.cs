using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Models;

/// <summary>
/// 强制更新: a red-line module changed so much that whoever holds a certificate that rests on it shows it anew within so many days;
/// afterwards the certificate is suspended until that is done (domain/roles.md §4). Rows are only added.
/// </summary>
public sealed class ForcedUpdate
{
    public const int DefaultDays = 60, DaysMin = 7, DaysMax = 365, ReasonMin = 4, ReasonMax = 200, LinesMax = 100;

    public long Id { get; private set; }
    public required string ModuleCode { get; init; }

    /// <summary>Evidence from this day on shows the new edition, unless it was made before the announcement or on an old version.</summary>
    public required DateOnly AnnouncedOn { get; init; }

    public required int Days { get; init; }

    /// <summary>What changed, shown to holders.</summary>
    public required string Reason { get; init; }

    /// <summary>Lines whose holders are concerned, e.g. "CivilAffairs,Education" (<see cref="Pack"/>); empty = all.</summary>
    public string Lines { get; init; } = "";

    public long? ByUserId { get; init; }
    public required DateTime RecordedUtc { get; init; }

    /// <summary>Versions of the module and its check that others had replaced when it was announced. Not stored: whoever reads the updates finds them.</summary>
    public IReadOnlySet<string> OldVersions { get; internal set; } = new HashSet<string>();

    /// <summary>Empty = all.</summary>
    public IReadOnlyList<Line> Concerned => _lines ??= Lines.Length == 0 ? [] : [.. Lines.Split(',').Select(line => Enum.Parse<Line>(line))];

    private IReadOnlyList<Line>? _lines;

    public static string Pack(IEnumerable<Line> lines) => string.Join(',', lines.Distinct().Order());

    public bool Concerns(TrainingRole role) => Lines.Length == 0 || Concerned.Contains(role.LineOf());

    /// <summary>Both would ask the same holders.</summary>
    public bool Overlaps(IReadOnlyCollection<Line> lines) => Lines.Length == 0 || lines.Count == 0 || Concerned.Intersect(lines).Any();

    /// <summary>False for a pass of the same morning, and for one on a version that was already replaced, e.g. of an attempt that was begun before.</summary>
    /// <param name="row">Null where only the day is known.</param>
    public bool IsShownBy(Evidence? row) => row is null || ((row.EffectiveOn > AnnouncedOn || row.RecordedUtc >= RecordedUtc)
        && (row.ContentVersionId is null || !OldVersions.Contains(row.ContentVersionId)));

    /// <summary>Last day on which it may still be missing.</summary>
    public DateOnly Deadline => AnnouncedOn.AddDays(Days);

    internal sealed class Configuration : IEntityTypeConfiguration<ForcedUpdate>
    {
        public void Configure(EntityTypeBuilder<ForcedUpdate> builder)
        {
            builder.ToTable("forced_updates");
            builder.Ignore(u => u.Deadline);
            builder.Ignore(u => u.OldVersions);
            builder.Ignore(u => u.Concerned);
            builder.Property(u => u.Lines).HasMaxLength(LinesMax);
            builder.Property(u => u.ModuleCode).HasMaxLength(10);
            builder.Property(u => u.Reason).HasMaxLength(ReasonMax);
            builder.HasIndex(u => new { u.ModuleCode, u.AnnouncedOn, u.Lines }).IsUnique();
            builder.AppendOnly();
        }
    }
}

/// <summary>A major edition of a module without a deadline: renewals that ask for what changed ask for it. Rows are only added.</summary>
public sealed class MajorEdition
{
    public long Id { get; private set; }
    public required string ModuleCode { get; init; }
    public required DateOnly PublishedOn { get; init; }

    /// <summary>What changed, in a sentence.</summary>
    public required string Note { get; init; }

    public long? ByUserId { get; init; }
    public required DateTime RecordedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MajorEdition>
    {
        public void Configure(EntityTypeBuilder<MajorEdition> builder)
        {
            builder.ToTable("major_editions");
            builder.Property(e => e.ModuleCode).HasMaxLength(10);
            builder.Property(e => e.Note).HasMaxLength(ForcedUpdate.ReasonMax);
            builder.HasIndex(e => new { e.ModuleCode, e.PublishedOn }).IsUnique();
            builder.AppendOnly();
        }
    }
}
