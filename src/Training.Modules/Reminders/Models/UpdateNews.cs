using Training.Modules.People.Models;

namespace Training.Modules.Reminders.Models;

/// <summary>A module that is to be shown anew.</summary>
/// <param name="LastDay">Last day on which it may be missing.</param>
/// <param name="Stage">The stage to tell, days before the last day.</param>
/// <param name="Reason">What changed, as it was announced; may be empty.</param>
public sealed record UpdateItem(string ModuleCode, DateOnly LastDay, int Stage, string Reason);

/// <summary>What is told today of the forced updates (强制更新) that one person's certificate of a role has yet to show.</summary>
/// <param name="Pending">Everything it has yet to show, as stored: what the mark compares.</param>
/// <param name="Items">What is news today.</param>
/// <param name="NextOn">First day on which there is more to tell; null = everything was told.</param>
public sealed record UpdateNews(long PersonId, string Name, TrainingRole Role, string Pending, IReadOnlyList<UpdateItem> Items, DateOnly? NextOn);
