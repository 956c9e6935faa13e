using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Platform.Data;

namespace Training.Modules.People.Models;

/// <summary>Somebody who works with children, or for those who do. Only what training needs (domain/safety.md §4).</summary>
public sealed class Person
{
    public long Id { get; private set; }

    /// <summary>Unguessable id for addresses.</summary>
    public string Ref { get; init; } = Ids.New();

    /// <summary>工号, unique in the tenant.</summary>
    public required string StaffNo { get; set; }

    public required string Name { get; set; }

    /// <summary>Mobile number; always masked on screen unless asked for with a reason.</summary>
    public string? Phone { get; set; }

    /// <summary>The account; null until one was handed out.</summary>
    public long? UserId { get; set; }

    public required DateTime CreatedUtc { get; init; }

    /// <summary>Counts the changes of the person and of what is kept about the posts: a form that was opened before the last one is refused.</summary>
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Person>
    {
        public void Configure(EntityTypeBuilder<Person> builder)
        {
            builder.ToTable("people");
            builder.Property(p => p.Ref).HasMaxLength(Ids.Length);
            builder.Property(p => p.StaffNo).HasMaxLength(30);
            builder.Property(p => p.Name).HasMaxLength(50);
            builder.Property(p => p.Phone).HasMaxLength(20);
            builder.HasIndex(p => p.Ref).IsUnique();
            builder.HasIndex(p => p.StaffNo).IsUnique();
            builder.Property(p => p.Version).IsConcurrencyToken().HasDefaultValue(0);
            builder.HasIndex(p => p.UserId).IsUnique();
            builder.HasIndex(p => p.Phone);
            builder.HasIndex(p => p.Name);
        }
    }
}
