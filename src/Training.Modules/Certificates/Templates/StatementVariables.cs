using Training.Modules.Certificates.Drawing;

namespace Training.Modules.Certificates.Templates;

/// <summary>A word that stands for something of the certificate.</summary>
/// <param name="Name">As written between {{ }}.</param>
/// <param name="Alias">What the Liquid parser sees, which knows no Chinese names.</param>
/// <param name="Meaning">In Chinese, for the form.</param>
public sealed record StatementVariable(string Name, string Alias, string Meaning, Func<CertificateSheet, string> Value)
{
    /// <summary>Printed with a line below: what differs from person to person.</summary>
    public bool IsUnderlined => Name is "姓名" or "学时";

    /// <summary>The same without the marks of the line below: what a condition compares with.</summary>
    public string PlainAlias => IsUnderlined ? Alias + "_plain" : Alias;
}

public static class StatementVariables
{
    public static readonly IReadOnlyList<StatementVariable> All =
    [
        new("姓名", "holder", "持证人姓名，印下划线", s => s.Holder),
        new("角色", "role", "岗位，例如 儿童主任", s => s.Role),
        new("学时", "hours", "方案的学时，印下划线", s => s.Hours),
        new("方案", "scheme", "方案名称", s => s.Scheme),
        new("编号", "number", "证书编号", s => s.Number),
        new("发证机构", "issuer", "区里设定的发证机构", s => s.Issuer),
        new("完成日期", "completed", "满足全部要求的那一天", s => CertificateSheet.Day(s.CompletedOn)),
        new("发证日期", "issued", "发证的那一天", s => CertificateSheet.Day(s.IssuedOn)),
        new("有效期起", "valid_from", "有效的第一天", s => CertificateSheet.Day(s.ValidFrom)),
        new("有效期至", "valid_through", "有效的最后一天", s => CertificateSheet.Day(s.ValidThrough)),
    ];
}
