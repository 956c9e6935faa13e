using Training.Modules.People.Models;
using Training.Platform.Security;

namespace Training.Modules.Exchange;

public static class ExchangePermissions
{
    /// <summary>Bring facts into a new site, and take all of them out. They hold names: only who keeps the site.</summary>
    public const string ExchangeFacts = nameof(ExchangeFacts);

    internal static readonly Permission[] All = [new(ExchangeFacts, "导入和导出全部历史数据", nameof(StaffRole.SiteAdmin))];
}
