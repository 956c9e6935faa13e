using System.Globalization;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Platform.Localization;

namespace Training.Modules.Reporting.Pages;

/// <summary>Numbers and names as the pages of this module write them.</summary>
internal static class RateWords
{
    /// <summary>1,204.</summary>
    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Outside one's scope small counts are not told (domain/organisation.md §2).</summary>
    public static string Number(int count, bool inScope) => inScope || count == 0 || count >= Queries.RateCell.Few ? Number(count) : "<" + Queries.RateCell.Few;

    /// <summary>What stands in place of a hidden number.</summary>
    public static string Mark(Hiding hiding) => hiding == Hiding.Few ? "<" + Queries.RateCell.Few : "＊";

    public static string Number(int count, Hiding hiding) => hiding == Hiding.None ? Number(count) : Mark(hiding);

    /// <summary>+3, −2 or ±0.</summary>
    public static string Signed(int change) => change switch { > 0 => "+" + Number(change), < 0 => "−" + Number(-change), _ => "±0" };

    /// <summary>+2.2 or −0.7 points between two rates as they are shown; "—" where one is missing.</summary>
    public static string Change(Rate now, Rate before)
    {
        if (now.Shown is not { } a || before.Shown is not { } b) return "—";
        var points = a - b;
        return points < 0 ? "−" + (-points).ToString("0.0", CultureInfo.InvariantCulture) : "+" + points.ToString("0.0", CultureInfo.InvariantCulture);
    }

    /// <summary>新华路街道，儿童主任.</summary>
    public static string Title(Text text, OrgUnit? unit, TrainingRole? role, OrgUnit district) =>
        role is { } r ? text["{0}，{1}", (unit ?? district).Name, text[r.Title()]] : (unit ?? district).Name;
}
