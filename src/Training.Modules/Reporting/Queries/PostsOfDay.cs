using System.Linq.Expressions;
using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Queries;

/// <summary>The rows that hold a day, by way of <see cref="DayTree"/>: what it costs follows what is found, not how long the history is.</summary>
public static class PostsOfDay
{
    /// <param name="select">What of a row is wanted; where the two indexes hold it, the table is not read.</param>
    /// <param name="several">Only rows with <see cref="PostStates.Several"/>, or only those without; null = all.</param>
    public static IQueryable<T> OnDay<T>(this IQueryable<PostState> states, DateOnly day, Expression<Func<PostState, T>> select, bool? several = null)
    {
        int[] upTo = Places(DayTree.UpTo(day)), after = Places(DayTree.After(day));
        return states.Where(s => upTo.Contains(s.Node) && s.ThroughDay >= day).Select(select)
            .Concat(states.Where(s => after.Contains(s.Node) && s.FromDay <= day).Select(select));

        int[] Places(int[] nodes) => several switch
        {
            true => [.. nodes.Select(n => -n)],
            false => nodes,
            null => [.. nodes, .. nodes.Select(n => -n)],
        };
    }
}
