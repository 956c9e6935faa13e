namespace Training.Platform.AuditTrail;

/// <summary>导出用途: why names are taken out of the site. Asked for, and written on the trail and into the file (domain/safety.md §3).</summary>
public static class ExportPurpose
{
    public const int Min = 2, Max = 80;

    /// <param name="typed">As typed; null = the field was not sent.</param>
    /// <returns>A Chinese message when it will not do; null when it will.</returns>
    public static string? Refuse(string? typed) => typed?.Trim().Length is >= Min and <= Max ? null : "里面有姓名，请写明导出用途，2 到 80 个字，不写孩子的信息。";
}
