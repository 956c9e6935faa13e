using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Platform.Media;

/// <summary>
/// Files of the current tenant, in <c>App_Data/Sites/{tenant}/Media/{two letters}/{ref}</c>. The name on disk is random and the
/// folder is the tenant's, so a ref of one tenant opens nothing in another.
/// </summary>
public sealed class MediaStore(TenantDb db, AppData appData, CurrentTenant tenant, TimeProvider clock)
{
    /// <summary>No file is larger, whatever it is for.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>Files without a row are removed after this time: nobody is in the middle of handing one in for so long.</summary>
    public static readonly TimeSpan OrphanAge = TimeSpan.FromHours(24);

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Writes the file and adds its row within the caller's transaction. When that fails the bytes are left to <see cref="SweepAsync"/>.</summary>
    /// <param name="sourceHash">Of what was handed in; null = of these bytes.</param>
    public async Task<MediaFile> SaveAsync(
        string purpose, string name, string contentType, ReadOnlyMemory<byte> bytes, long? ownerUserId, CancellationToken cancel, string? sourceHash = null)
    {
        if (bytes.Length is 0 or > MaxBytes) throw new ArgumentOutOfRangeException(nameof(bytes), bytes.Length, $"A file has 1 to {MaxBytes} bytes.");
        var file = new MediaFile
        {
            Purpose = purpose, Name = CleanName(name), ContentType = contentType, Length = bytes.Length,
            SourceHash = sourceHash ?? Hash(bytes.Span), OwnerUserId = ownerUserId, CreatedUtc = clock.UtcNow(),
        };
        var path = PathOf(file.Ref);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None)) await stream.WriteAsync(bytes, cancel);
        db.Add(file);
        await db.SaveChangesAsync(cancel);
        return file;
    }

    /// <summary>The row, or null where this tenant has none of that ref and purpose.</summary>
    public Task<MediaFile?> FindAsync(string reference, string purpose, CancellationToken cancel) =>
        db.Set<MediaFile>().AsNoTracking().FirstOrDefaultAsync(m => m.Ref == reference && m.Purpose == purpose, cancel);

    /// <summary>The bytes for reading; null when they are gone from the disk.</summary>
    public Stream? Open(MediaFile file) => File.Exists(PathOf(file.Ref)) ? File.OpenRead(PathOf(file.Ref)) : null;

    /// <summary>Removes the row now and the bytes with the next sweep at the latest.</summary>
    public async Task DeleteAsync(MediaFile file, CancellationToken cancel)
    {
        await db.Set<MediaFile>().Where(m => m.Id == file.Id).ExecuteDeleteAsync(cancel);
        if (db.Database.CurrentTransaction is null) File.Delete(PathOf(file.Ref));
    }

    /// <summary>Removes bytes without a row, left behind by a transaction that failed.</summary>
    /// <returns>Files removed.</returns>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var folder = appData.Site(tenant.Required, "Media");
        if (!Directory.Exists(folder)) return 0;
        var (removed, before) = (0, clock.UtcNow() - OrphanAge);
        foreach (var portion in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => File.GetLastWriteTimeUtc(f) < before).Chunk(500))
        {
            var refs = portion.Select(f => Path.GetFileName(f)!).ToList();
            var known = await db.Set<MediaFile>().Where(m => refs.Contains(m.Ref)).Select(m => m.Ref).ToHashSetAsync(cancel);
            foreach (var orphan in portion.Where(f => !known.Contains(Path.GetFileName(f))))
            {
                File.Delete(orphan);
                removed++;
            }
        }
        return removed;
    }

    private string PathOf(string reference) => appData.Site(tenant.Required, "Media", reference[..2], reference);

    /// <summary>A name without path, control characters and what shells and headers stumble over; never empty.</summary>
    internal static string CleanName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new string([.. last.Where(c => !char.IsControl(c) && c is not ('"' or '<' or '>' or '|' or ':' or '*' or '?' or '%' or ';'))]).Trim(' ', '.');
        return clean.Length == 0 ? "file" : clean.Length <= 100 ? clean : clean[^100..];
    }
}
