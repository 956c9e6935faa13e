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
