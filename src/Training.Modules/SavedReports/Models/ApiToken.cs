using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.SavedReports.Models;

/// <summary>Lets a program read figures, as far as its scope goes. The secret itself is told once and never stored.</summary>
public sealed class ApiToken
{
    public const int MaxTitle = 60, MostDays = 366, MostOfSite = 100;

    /// <summary>Tells a token apart from other secrets, e.g. in a leaked file.</summary>
    public const string Prefix = "etgx_";

    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();
    public required string Title { get; init; }

    /// <summary>SHA-256 of the secret, which is 260 random bits: it cannot be guessed, so no slow hash is needed.</summary>
    public required string Hash { get; init; }

    /// <summary>Ids of the only 街镇 that it reads, comma separated; empty = all.</summary>
    public required string Streets { get; init; }

    /// <summary>The only lines that it reads, in those streets, comma separated; empty = all.</summary>
    public required string Lines { get; init; }

    /// <summary>Last day on which it opens anything.</summary>
    public required DateOnly ExpiresOn { get; init; }

    public required long CreatedByUserId { get; init; }
    public required string CreatedByName { get; init; }
    public required DateTime CreatedUtc { get; init; }
    public DateTime? RevokedUtc { get; set; }
    public DateOnly? LastUsedOn { get; set; }

    public bool IsOpen(DateOnly today) => RevokedUtc is null && today <= ExpiresOn;

    public FigureScope Scope => FigureScope.Of(
        [.. Streets.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => int.Parse(s, System.Globalization.CultureInfo.InvariantCulture))],
        [.. Lines.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Line>)]);

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    internal sealed class Configuration : IEntityTypeConfiguration<ApiToken>
    {
        public void Configure(EntityTypeBuilder<ApiToken> builder)
        {
            builder.ToTable("api_tokens");
            builder.Property(t => t.Ref).HasMaxLength(Ids.Length);
            builder.Property(t => t.Title).HasMaxLength(MaxTitle);
            builder.Property(t => t.Hash).HasMaxLength(64);
            builder.Property(t => t.Streets).HasMaxLength(2000);
            builder.Property(t => t.Lines).HasMaxLength(200);
            builder.Property(t => t.CreatedByName).HasMaxLength(50);
            builder.HasIndex(t => t.Ref).IsUnique();
            builder.HasIndex(t => t.Hash).IsUnique();
        }
    }
}
