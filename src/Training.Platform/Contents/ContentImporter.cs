using Training.Platform.Data;

namespace Training.Platform.Contents;

/// <summary>Brings the shipped packs into the current tenant: all of them, or – when one has a fault – none.</summary>
public sealed class ContentImporter(IEnumerable<IContentSource> sources, ContentStore store, UnitOfWork unit, AppData appData)
{
    /// <exception cref="ContentException">A pack has faults; the message lists them with file and line.</exception>
    public async Task<IReadOnlyDictionary<ImportResult, int>> ImportAsync(CancellationToken cancel)
    {
        var report = new ContentReport();
        var items = sources.ReadAll(appData.Content, report);
        if (report.Problems.Count > 0)
            throw new ContentException("The content packs have faults:\n" + string.Join('\n', report.Problems));
        var results = new Dictionary<ImportResult, int>();
        await unit.RunAsync(async () =>
        {
            foreach (var item in items)
            {
                var result = await store.ImportAsync(item, cancel);
                results[result] = results.GetValueOrDefault(result) + 1;
            }
        }, cancel);
        return results;
    }
}

/// <summary>Shipped or uploaded content has faults; the message lists them with file and line.</summary>
public sealed class ContentException(string message) : Exception(message);
