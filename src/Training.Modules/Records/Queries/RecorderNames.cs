using Microsoft.EntityFrameworkCore;
using Training.Platform.Data;
using Training.Platform.Security;

namespace Training.Modules.Records.Queries;

/// <summary>Names of those who recorded something, for the learner and for officers. One query.</summary>
public sealed class RecorderNames(TenantDb db)
{
    public async Task<IReadOnlyDictionary<long, string>> OfAsync(IEnumerable<long?> userIds, CancellationToken cancel)
    {
        var ids = userIds.OfType<long>().Distinct().Take(500).ToList();
        return ids.Count == 0 ? new Dictionary<long, string>() : await db.Set<User>().AsNoTracking().Where(u => ids.Contains(u.Id))
            .ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancel);
    }
}
