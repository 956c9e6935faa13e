using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>Where an assignment stands and since when the person is in the role; none of it changes over its life.</summary>
/// <param name="WorkUnitId">居民区, school or agency; null where not known.</param>
/// <param name="Since">First day of the unbroken duty (<see cref="RoleDuty"/>), from which time in post is reckoned.</param>
public readonly record struct PostPlace(int UnitId, int? WorkUnitId, SchoolKind? SchoolKind, DateOnly Since);

/// <summary>From one day to another an assignment counts under the same measures: one bit each, see <see cref="PostStates.Bit"/>.</summary>
public readonly record struct CountedPost(long AssignmentId, PostPlace Place, TrainingRole Role, Line Line, int Measures, DateOnly From, DateOnly Through)
{
    /// <summary>
    /// Where the run is found: <see cref="DayTree"/>, below zero with <see cref="PostStates.Several"/>, so that the rows that are people
    /// and those that have to be looked at together lie apart.
    /// </summary>
    public int Node => DayTree.NodeOf(From, Through) * ((Measures & PostStates.Several) == 0 ? 1 : -1);

    public bool Holds(DateOnly day) => From <= day && day <= Through;
}

/// <summary>
/// Stored <see cref="CountedPost"/>. On any day each assignment in post has exactly one row, so that figures by school kind, tenure
/// or work unit, which the aggregate does not hold, are counted in one pass over an index, and lists of names are drawn from them. What
/// the aggregate holds of somebody follows from these rows alone. Replaced when the person's facts change.
/// </summary>
public sealed class PostState
{
    public long Id { get; private set; }
    public required long PersonId { get; init; }
    public required long AssignmentId { get; init; }
    public required int UnitId { get; init; }
    public required int? WorkUnitId { get; init; }
    public required SchoolKind? SchoolKind { get; init; }
    public required TrainingRole Role { get; init; }
    public required Line Line { get; init; }

    /// <summary>First day of the unbroken duty: a transfer or a merge of units does not begin it anew.</summary>
    public required DateOnly StartDay { get; init; }

    public required int Measures { get; init; }
    public required DateOnly FromDay { get; init; }

    /// <summary>Last day; 9999-12-31 = open.</summary>
    public required DateOnly ThroughDay { get; init; }

    /// <summary><see cref="CountedPost.Node"/>, written with the row; nobody sets it.</summary>
    public int Node { get => Post.Node; private set { } }

    public CountedPost Post => new(AssignmentId, new(UnitId, WorkUnitId, SchoolKind, StartDay), Role, Line, Measures, FromDay, ThroughDay);

    internal sealed class Configuration : IEntityTypeConfiguration<PostState>
    {
        public void Configure(EntityTypeBuilder<PostState> builder)
        {
            builder.ToTable("post_states");
            builder.Ignore(s => s.Post);
            builder.Property(s => s.Role).HasConversion<byte>();
            builder.Property(s => s.Line).HasConversion<byte>();
            builder.Property(s => s.SchoolKind).HasConversion<byte?>();
            builder.HasIndex(s => s.PersonId);
            builder.Property(s => s.Node).UsePropertyAccessMode(PropertyAccessMode.Property);
            // Each holds every column that a count needs: the table itself is not touched. See OnDay.
            builder.HasIndex(s => new { s.Node, s.ThroughDay, s.Measures, s.UnitId, s.Role, s.Line, s.SchoolKind, s.StartDay, s.WorkUnitId, s.PersonId })
                .HasDatabaseName("ix_post_states_up_to");
            builder.HasIndex(s => new { s.Node, s.FromDay, s.Measures, s.UnitId, s.Role, s.Line, s.SchoolKind, s.StartDay, s.WorkUnitId, s.PersonId })
                .HasDatabaseName("ix_post_states_after");
            // What changes between two days.
            builder.HasIndex(s => new { s.FromDay, s.Measures, s.PersonId, s.Role });
            builder.HasIndex(s => new { s.ThroughDay, s.FromDay });
            // Lists of names, in their order.
            builder.HasIndex(s => new { s.UnitId, s.Line, s.Role, s.ThroughDay, s.FromDay, s.Measures, s.AssignmentId }).HasDatabaseName("ix_post_states_list");
        }
    }
}
