using System.Globalization;
using System.Security.Claims;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Reporting.Workbooks;

/// <summary>The light mark on everything that is exported: who took it out, and when.</summary>
/// <param name="Moment">As a clock in China shows it.</param>
public sealed record ExportMark(string Moment, string Words);

/// <summary>Makes the mark of now.</summary>
public sealed class ExportMarks(PeopleDirectory directory, Text text, TimeProvider clock)
{
    /// <param name="purpose">导出用途; null where no names are.</param>
    public async Task<ExportMark> OfAsync(ClaimsPrincipal user, string? purpose, CancellationToken cancel) =>
        Of(user.Name(), user.PersonId() is { } id ? (await directory.FindAsync(id, cancel))?.StaffNo : null, purpose);

    /// <param name="staffNo">Null for an account without a person.</param>
    public ExportMark Of(string name, string? staffNo, string? purpose = null)
    {
        var moment = ChinaTime.Local(clock.UtcNow()).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var number = string.IsNullOrEmpty(staffNo) ? "—" : staffNo;
        return new(moment, purpose is null ? text["由 {0}（{1}）于 {2} 导出，仅供工作使用", name, number, moment] : text["由 {0}（{1}）于 {2} 导出，用途：{3}。仅供工作使用", name, number, moment, purpose]);
    }
}
