using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Training.Platform.Security;

/// <summary>Somebody who can sign in. Who that is in the field is the business of the People module.</summary>
public sealed class User : IdentityUser<long>
{
    /// <summary>However an account is made, wrong passwords lock it.</summary>
    public User() => LockoutEnabled = true;

    /// <summary>Name to show, at most 50 characters.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The password was handed out by somebody else: it ends at this moment, and has to be changed at the first sign-in. Null = the owner's own.</summary>
    public DateTime? OneTimeUntilUtc { get; set; }

    /// <summary>Closed by an officer. Wrong passwords lock for minutes, this for ever.</summary>
    public bool IsDisabled(DateTime utc) => LockoutEnd is { } end && end.UtcDateTime > utc.AddYears(100);

    /// <summary>Lock that means closed.</summary>
    public static readonly DateTimeOffset ForEver = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal sealed class Configuration : IEntityTypeConfiguration<User>
    {
        public void Configure(EntityTypeBuilder<User> builder)
        {
            builder.ToTable("users");
            builder.Property(u => u.DisplayName).HasMaxLength(50);
            builder.Property(u => u.PhoneNumber).HasMaxLength(20);
            builder.HasIndex(u => u.PhoneNumber);
        }
    }
}
