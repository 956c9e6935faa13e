using System.Globalization;

namespace Training.Modules.Certificates.Models;

/// <summary>What a stranger may see of a holder's name: 姓名首字+** (domain/roles.md §4), however long the name is.</summary>
public static class HolderMask
{
    public static string Of(string name) => name.Length == 0 ? "**" : StringInfo.GetNextTextElement(name) + "**";
}
