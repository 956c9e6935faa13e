using Microsoft.Extensions.Caching.Memory;
using Training.Modules.Courseware.Models;
using Training.Platform.Contents;
using Training.Platform.Tenants;

namespace Training.Modules.Courseware.Services;

/// <summary>The published modules of this site, by strand and code. Comes from memory: no query while the content is cached.</summary>
public sealed class Catalog(ContentStore store, IMemoryCache cache, CurrentTenant tenant)
{
    public async ValueTask<IReadOnlyList<ModuleView>> ModulesAsync(CancellationToken cancel) => (await BuiltAsync(cancel)).Modules;

    /// <summary>Null when the site has no published module of that code. Case does not matter: people type addresses.</summary>
    public async ValueTask<ModuleView?> ByCodeAsync(string code, CancellationToken cancel) =>
        (await BuiltAsync(cancel)).ByCode.GetValueOrDefault(code);

    private async ValueTask<Built> BuiltAsync(CancellationToken cancel)
    {
        var modules = await store.PublishedAsync(TrainingModulePart.ContentType, cancel);
        var lessons = await store.PublishedAsync(LessonPart.ContentType, cancel);
        var tools = await store.PublishedAsync(PocketTool.ContentType, cancel);
        var key = (tenant.Required.TenantId, "catalog");
        if (cache.TryGetValue(key, out Built? built) && built!.IsFrom(modules, lessons, tools)) return built;
        return cache.Set(key, new Built(modules, lessons, tools), TimeSpan.FromMinutes(10));
    }

    /// <summary>Remembers the lists it was built from, so that it is as fresh as they are.</summary>
    private sealed class Built
    {
        private readonly IReadOnlyList<ContentItem>[] _sources;

        public Built(params IReadOnlyList<ContentItem>[] sources)
        {
            _sources = sources;
            var lessons = sources[1].ToLookup(l => l.ContainerId);
            var tools = sources[2].ToLookup(t => t.ContainerId);
            Modules = [.. sources[0]
                .Select(m => new ModuleView { Item = m, Lessons = [.. lessons[m.ContentItemId]], Tool = tools[m.ContentItemId].FirstOrDefault() })
                .OrderBy(m => m.Part.Strand).ThenBy(m => m.Code, StringComparer.Ordinal)];
            ByCode = Modules.DistinctBy(m => m.Code, StringComparer.OrdinalIgnoreCase).ToDictionary(m => m.Code, StringComparer.OrdinalIgnoreCase);
        }

        public IReadOnlyList<ModuleView> Modules { get; }
        public IReadOnlyDictionary<string, ModuleView> ByCode { get; }

        public bool IsFrom(params ReadOnlySpan<IReadOnlyList<ContentItem>> sources) =>
            ReferenceEquals(sources[0], _sources[0]) && ReferenceEquals(sources[1], _sources[1]) && ReferenceEquals(sources[2], _sources[2]);
    }
}
