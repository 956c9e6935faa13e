using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Training.Tests.Modules.Certification.Services;

/// <summary>Counts the database commands of the test's own flow of control until it is disposed.</summary>
internal sealed class QueryCount : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly AsyncLocal<QueryCount?> Current = new();
    private readonly List<IDisposable> _subscriptions = [];
    private int _value;

    public QueryCount()
    {
        Current.Value = this;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public int Value => _value;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory) lock (_subscriptions) _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Current.Value == this) Interlocked.Increment(ref _value);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        Current.Value = null;
        lock (_subscriptions) foreach (var s in _subscriptions) s.Dispose();
    }

    private const string DbLoggerCategory = "Microsoft.EntityFrameworkCore";
}
