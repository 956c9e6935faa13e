namespace Training.Platform.Tenants;

/// <summary>
/// The tenant in whose name the current code runs. It flows with the call (also over awaits), so that one container and
/// one pool of database contexts serve all tenants. Code outside a tenant fails instead of reading someone's data.
/// </summary>
public sealed class CurrentTenant
{
    private static readonly AsyncLocal<Tenant?> Current = new();

    /// <summary>The tenant; throws <see cref="InvalidOperationException"/> where there is none.</summary>
    public Tenant Required => Current.Value ?? throw new InvalidOperationException(
        "No tenant in context. Enter one with CurrentTenant.Enter before touching data.");

    public Tenant? OrNull => Current.Value;

    /// <summary>Runs what follows as <paramref name="tenant"/> until the result is disposed.</summary>
    public IDisposable Enter(Tenant tenant)
    {
        var before = Current.Value;
        Current.Value = tenant;
        return new Leave(before);
    }

    private sealed class Leave(Tenant? before) : IDisposable
    {
        public void Dispose() => Current.Value = before;
    }
}
