using System.Collections.Frozen;

namespace Training.Platform.Tenants;

/// <summary>
/// Finds the tenant of a request in Orchard Core's order (RunningShellTable): host:port+prefix, host+prefix, host:port,
/// host, prefix; then the same with <c>*.</c> hosts, longest first; then the tenant with neither host nor prefix.
/// </summary>
public sealed class TenantTable
{
    private readonly FrozenDictionary<string, Tenant> _byKey;
    private readonly Tenant? _fallback;
    private readonly bool _hasWildcards;

    /// <exception cref="TenantConflictException">Two tenants have the same host and prefix.</exception>
    public TenantTable(IEnumerable<Tenant> tenants)
    {
        Tenants = [.. tenants.OrderBy(t => t.IsDefault ? 0 : 1).ThenBy(t => t.Name, StringComparer.Ordinal)];
        var keys = new Dictionary<string, Tenant>(StringComparer.OrdinalIgnoreCase);
        foreach (var tenant in Tenants)
            foreach (var key in Keys(tenant))
                if (!keys.TryAdd(key, tenant))
                    throw new TenantConflictException(
                        $"Tenants '{keys[key].Name}' and '{tenant.Name}' both answer to host '{tenant.RequestUrlHost}' and prefix '{tenant.RequestUrlPrefix}'.");
        _byKey = keys.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _hasWildcards = keys.Keys.Any(k => k.StartsWith("*.", StringComparison.Ordinal));
        _fallback = keys.GetValueOrDefault("/");
    }

    public IReadOnlyList<Tenant> Tenants { get; }

    /// <param name="host">Host header, with port if it has one.</param>
    /// <param name="path">Request path, starting with a slash.</param>
    public Tenant? Match(string host, string path)
    {
        var prefix = FirstSegment(path);
        var bare = host.LastIndexOf(':') is var colon && colon > 0 && !host.EndsWith(']') ? host[..colon] : host;
        if (Find(host, bare, prefix) is { } found) return found;
        if (_hasWildcards)
            for (var dot = bare.IndexOf('.'); dot >= 0; dot = bare.IndexOf('.', dot + 1))
                if (Find("*" + host[dot..], "*" + bare[dot..], prefix, withoutHost: false) is { } wild) return wild;
        return _fallback;
    }

    private Tenant? Find(string host, string bare, string prefix, bool withoutHost = true)
    {
        if (prefix.Length > 0)
        {
            if (_byKey.TryGetValue(host + "/" + prefix, out var t)) return t;
            if (bare != host && _byKey.TryGetValue(bare + "/" + prefix, out t)) return t;
        }
        if (_byKey.TryGetValue(host + "/", out var byHost)) return byHost;
        if (bare != host && _byKey.TryGetValue(bare + "/", out byHost)) return byHost;
        return withoutHost && prefix.Length > 0 && _byKey.TryGetValue("/" + prefix, out var byPrefix) ? byPrefix : null;
    }

    private static IEnumerable<string> Keys(Tenant tenant)
    {
        var hosts = tenant.RequestUrlHost.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (hosts.Length == 0 ? [""] : hosts).Select(h => h + "/" + tenant.RequestUrlPrefix);
    }

    private static string FirstSegment(string path)
    {
        if (path.Length < 2) return "";
        var end = path.IndexOf('/', 1);
        return end < 0 ? path[1..] : path[1..end];
    }
}
