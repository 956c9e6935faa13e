namespace Training.Platform.Notifications;

/// <summary>Takes messages within the caller's transaction; they are delivered after it has been committed, each exactly once.</summary>
public interface INotifier
{
    Task NotifyAsync(IReadOnlyCollection<Notice> notices, CancellationToken cancel);
}
