using System.Globalization;

namespace Training.Modules.Reporting.Models;

/// <summary>A share as it is shown (domain/organisation.md §4): never an average of shares, always sums of both parts.</summary>
public readonly record struct Rate(int Numerator, int Denominator)
{
    public bool HasValue => Denominator != 0;

    /// <summary>One decimal, half up; "—" without anybody; never 100.0 while somebody is missing, never 0.0 while somebody is there.</summary>
    public string Percent => !HasValue ? "—" : IsTrace ? "<0.1%" : Points.ToString("0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>Without decimals and sign, for narrow cells, under the same two rules.</summary>
    public string Whole => !HasValue ? "—" : Round(100m * Numerator / Denominator, 0) switch
    {
        0 when Numerator > 0 => "<1",
        >= 100 when Numerator < Denominator => "99",
        var points => points.ToString("0", CultureInfo.InvariantCulture),
    };

    /// <summary>Percent with one decimal as shown; 0.1 stands for a trace. Null without anybody.</summary>
    public decimal? Shown => HasValue ? (IsTrace ? 0.1m : Points) : null;

    /// <summary>How many more are needed for a target in percent; 0 when it is reached.</summary>
    public int MissingTo(int targetPercent) =>
        Math.Max(0, (int)Math.Ceiling(Denominator * (decimal)targetPercent / 100m) - Numerator);

    private bool IsTrace => Numerator > 0 && Rounded == 0;

    private decimal Points => Numerator < Denominator && Rounded >= 100m ? 99.9m : Rounded;

    private decimal Rounded => Round(100m * Numerator / Denominator, 1);

    private static decimal Round(decimal value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);
}
