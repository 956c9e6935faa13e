using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Microsoft.Extensions.Logging;
using Directory = System.IO.Directory;
using LuceneDirectory = Lucene.Net.Store.Directory;

namespace Training.Platform.Search;

/// <summary>
/// The Lucene index of one tenant. What is in it can always be made again from the content store, so a damaged one is
/// thrown away, and where another process holds the folder this one keeps its own index in memory.
/// </summary>
internal sealed class TenantIndex : IDisposable
{
    private readonly LuceneDirectory _directory;
    private readonly FileStream? _hold;
    private readonly IndexWriter _writer;
    private readonly SearcherManager _searchers;

    private TenantIndex(LuceneDirectory directory, FileStream? hold)
    {
        (_directory, _hold) = (directory, hold);
        _writer = new IndexWriter(directory, new IndexWriterConfig(SearchAnalyzer.Version, SearchAnalyzer.Index) { OpenMode = OpenMode.CREATE_OR_APPEND });
        try
        {
            _searchers = new SearcherManager(_writer, applyAllDeletes: true, searcherFactory: null);
            Versions = ReadVersions();
        }
        catch
        {
            _writer.Dispose();
            throw;
        }
    }

    /// <summary>False where another process holds the folder.</summary>
    public bool IsOnDisk => _hold is not null;

    /// <summary>Content versions that are in the index.</summary>
    public IReadOnlySet<string> Versions { get; private set; }

    public static TenantIndex Open(string folder, ILogger log)
    {
        Directory.CreateDirectory(folder);
        if (Hold(folder + ".lock") is not { } hold)
        {
            log.LogInformation("Another process keeps the search index in {Folder}; this one keeps its own in memory", folder);
            return new(new RAMDirectory(), null);
        }
        try
        {
            return new(new NIOFSDirectory(folder), hold);
        }
        catch (Exception e) when (e is IOException or IndexFormatTooOldException or ArgumentException or IndexOutOfRangeException)
        {
            log.LogInformation("The search index in {Folder} cannot be read ({Reason}); it is made again", folder, e.GetType().Name);
            Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
            return new(new NIOFSDirectory(folder), hold);
        }
    }

    /// <summary>Lucene's own lock does not hold between processes on Linux (seen: two writers in one folder), the runtime's does.</summary>
    private static FileStream? Hold(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Takes out and puts in; searches see it at once, the disk too.</summary>
    public void Change(IReadOnlyCollection<string> goneVersions, IEnumerable<SearchDocument> added)
    {
        foreach (var version in goneVersions) _writer.DeleteDocuments(new Term(Fields.Version, version));
        foreach (var document in added) _writer.UpdateDocument(new Term(Fields.Version, document.VersionId), ToLucene(document));
        Publish();
    }

    public void Clear()
    {
        _writer.DeleteAll();
        Publish();
    }

    /// <param name="skip">Hits to leave out at the beginning.</param>
    public (int Total, IReadOnlyList<SearchDocument> Documents) Search(Query query, Filter? filter, int skip, int take)
    {
        var searcher = _searchers.Acquire();
        try
        {
            var top = searcher.Search(query, filter, skip + take);
            return (top.TotalHits, [.. top.ScoreDocs.Skip(skip).Select(hit => FromLucene(searcher.Doc(hit.Doc)))]);
        }
        finally
        {
            _searchers.Release(searcher);
        }
    }

    public void Dispose()
    {
        _searchers.Dispose();
        _writer.Dispose();
        _directory.Dispose();
        _hold?.Dispose();
    }

    private void Publish()
    {
        _writer.Commit();
        _searchers.MaybeRefreshBlocking();
        Versions = ReadVersions();
    }

    private HashSet<string> ReadVersions()
    {
        var searcher = _searchers.Acquire();
        try
        {
            var versions = new HashSet<string>();
            if (MultiFields.GetTerms(searcher.IndexReader, Fields.Version)?.GetEnumerator() is not { } terms) return versions;
            var live = MultiFields.GetLiveDocs(searcher.IndexReader);
            // A term stays until its segment is merged; only one with a living document counts.
            while (terms.MoveNext())
                if (terms.Docs(live, null).NextDoc() != DocIdSetIterator.NO_MORE_DOCS) versions.Add(terms.Term.Utf8ToString());
            return versions;
        }
        finally
        {
            _searchers.Release(searcher);
        }
    }

    private static Document ToLucene(SearchDocument document) =>
    [
        new StringField(Fields.Version, document.VersionId, Field.Store.YES),
        new StringField(Fields.Visibility, document.Visibility.ToString(), Field.Store.YES),
        new TextField(Fields.Title, document.Title, Field.Store.YES),
        new TextField(Fields.Body, document.Body, Field.Store.YES),
        new StoredField(Fields.Kind, document.Kind),
        new StoredField(Fields.Url, document.Url),
    ];

    private static SearchDocument FromLucene(Document document) => new(
        document.Get(Fields.Version), document.Get(Fields.Kind), document.Get(Fields.Title), document.Get(Fields.Body),
        document.Get(Fields.Url), Enum.Parse<Visibility>(document.Get(Fields.Visibility)));
}
