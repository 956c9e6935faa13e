using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Exchange.Desk;

/// <summary>Uploaded sets in the tenant's folder, by the random ref of their row.</summary>
public sealed class FactFolder(AppData appData, CurrentTenant tenant)
{
    public string PathOf(string reference) => appData.Site(tenant.Required, "Facts", reference + ".zip");

    public async Task SaveAsync(string reference, Stream content, CancellationToken cancel)
    {
        var path = PathOf(reference);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await content.CopyToAsync(file, cancel);
    }

    public void Remove(string reference) => File.Delete(PathOf(reference));

    /// <summary>Removes what is older than a day, whatever became of its row: it holds names.</summary>
    public void Tidy(DateTime beforeUtc)
    {
        var folder = appData.Site(tenant.Required, "Facts");
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => File.GetLastWriteTimeUtc(f) < beforeUtc).ToList()) File.Delete(file);
    }
}
