using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Models;

/// <summary>Colour of frame, lines and title. A fixed list: each is at least 7 : 1 on white (WCAG AAA), none is the red of 红线.</summary>
public enum CertificateAccent { Pine, Indigo, Plum, Umber, Ink }

/// <summary>The frame around the paper.</summary>
public enum CertificateBorder { Double, Single, Corners }

/// <summary>
/// One version of how certificates of a role look. Rows are only added: a certificate names the version it was issued with, so
/// it looks the same for ever. Where no version applies, <see cref="Standard"/> does.
/// </summary>
public sealed class CertificateTemplate
{
    /// <summary><see cref="AppliesTo"/> of the template for every role that has none of its own.</summary>
    public const string AllRoles = "All";

    public const int StatementMax = 400, IssuerLineMax = 120, NoteMax = 200;

    public long Id { get; private set; }
    public string Ref { get; init; } = Ids.New();

    /// <summary>Name of a <see cref="TrainingRole"/>, or <see cref="AllRoles"/>.</summary>
    public required string AppliesTo { get; init; }

    /// <summary>1, 2, … within <see cref="AppliesTo"/>.</summary>
    public required int Version { get; init; }

    /// <summary>The sentence, Liquid with Chinese variables ({{ 姓名 }} …).</summary>
    public required string Statement { get; init; }

    /// <summary>What stands behind 发证机构, Liquid.</summary>
    public required string IssuerLine { get; init; }

    /// <summary>The dashed circle 用印处.</summary>
    public required bool HasSealPlace { get; init; }

    public required CertificateAccent Accent { get; init; }
    public required CertificateBorder Border { get; init; }

    /// <summary>In place of the site's mark; null = the mark.</summary>
    public long? LogoId { get; init; }

    /// <summary>True: from this version on the role has no template of its own.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Why it was changed.</summary>
    public string Note { get; init; } = "";

    public long? SavedByUserId { get; init; }
    public string SavedBy { get; init; } = "";
    public required DateTime SavedUtc { get; init; }

    /// <summary>The role it is for; null = all roles.</summary>
    public TrainingRole? Role => Enum.TryParse<TrainingRole>(AppliesTo, out var role) ? role : null;

    /// <summary>How a certificate looks that names no template. Never changed: certificates already issued rest on it.</summary>
    public static CertificateTemplate Standard { get; } = new()
    {
        Ref = "", AppliesTo = AllRoles, Version = 0,
        Statement = "{{ 姓名 }}（{{ 角色 }}）完成“困境儿童心理健康关爱服务”基层能力培训（{{ 方案 }}），共 {{ 学时 }} 学时，考核合格，特此证明。",
        IssuerLine = "{{ 发证机构 }}", HasSealPlace = true, Accent = CertificateAccent.Pine, Border = CertificateBorder.Double,
        SavedUtc = DateTime.UnixEpoch,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<CertificateTemplate>
    {
        public void Configure(EntityTypeBuilder<CertificateTemplate> builder)
        {
            builder.ToTable("certificate_templates");
            builder.Property(t => t.Ref).HasMaxLength(Ids.Length);
            builder.Property(t => t.AppliesTo).HasMaxLength(40);
            builder.Property(t => t.Statement).HasMaxLength(StatementMax);
            builder.Property(t => t.IssuerLine).HasMaxLength(IssuerLineMax);
            builder.Property(t => t.Note).HasMaxLength(NoteMax);
            builder.Property(t => t.SavedBy).HasMaxLength(50);
            builder.HasIndex(t => t.Ref).IsUnique();
            builder.HasIndex(t => new { t.AppliesTo, t.Version }).IsUnique();
            builder.HasOne<CertificateLogo>().WithMany().HasForeignKey(t => t.LogoId).OnDelete(DeleteBehavior.Restrict);
            builder.AppendOnly();
        }
    }
}

/// <summary>A picture on certificates, kept once however many template versions show it.</summary>
public sealed class CertificateLogo
{
    public long Id { get; private set; }

    /// <summary>SHA-256 of <see cref="Png"/>, hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Drawn anew from what was uploaded, so that nothing else of the file is kept.</summary>
    public required byte[] Png { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CertificateLogo>
    {
        public void Configure(EntityTypeBuilder<CertificateLogo> builder)
        {
            builder.ToTable("certificate_logos");
            builder.Property(l => l.Hash).HasMaxLength(64);
            builder.HasIndex(l => l.Hash).IsUnique();
            builder.AppendOnly();
        }
    }
}
