using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Training.Modules.Certification.Models;

/// <summary>In which calendar unit a certificate runs: never in days, so that a leap year moves nothing.</summary>
public enum ValidityUnit
{
    Months, Years,

    /// <summary>Rounded up to the last day of the month.</summary>
    EndOfMonth,

    /// <summary>Rounded up to 31 December; 0 = of the same year.</summary>
    EndOfYear,
}

/// <summary>From which day a certificate runs that does not continue another.</summary>
public enum ValidityStart
{
    /// <summary>Day of issue.</summary>
    Issue,

    /// <summary>Day on which the last requirement was met, however late it is issued.</summary>
    Completion,
}

/// <summary>有效期.</summary>
public sealed record Validity
{
    [Description("Months 月；Years 年；EndOfMonth 满月数后到当月末；EndOfYear 满年数后到那一年的 12 月 31 日")]
    public required ValidityUnit Unit { get; init; }

    [Description("多少个月或年；最后一天当天仍有效。EndOfYear 可以写 0：到起算当年的 12 月 31 日"), Range(0, 120)]
    public required int Count { get; init; }

    [Description("从哪一天起算：Issue 发证日；Completion 完成日。到期前续证的一律接着旧证")]
    public ValidityStart From { get; init; }

    [Description("依据：Policy 政策规定；DistrictRule 区里规定；ProductDefault 平台默认")]
    public Basis Basis { get; init; } = Basis.ProductDefault;

    /// <summary>Nothing would be valid for no month; the rest of a year is something.</summary>
    [JsonIgnore]
    public bool IsPossible => Count > 0 || Unit == ValidityUnit.EndOfYear;

    public static Validity OfMonths(int months) => new() { Unit = ValidityUnit.Months, Count = months };

    /// <summary>
    /// Last valid day, inclusive, of a certificate valid from a day: AddMonths(from, n) − 1 day (domain/organisation.md §4), or the
    /// end of the month or year in which that day lies.
    /// </summary>
    public DateOnly Through(DateOnly from)
    {
        if (Count == 0) return new(from.Year, 12, 31);
        var last = (Unit is ValidityUnit.Months or ValidityUnit.EndOfMonth ? from.AddMonths(Count) : from.AddYears(Count)).AddDays(-1);
        return Unit switch
        {
            ValidityUnit.EndOfMonth => new(last.Year, last.Month, DateTime.DaysInMonth(last.Year, last.Month)),
            ValidityUnit.EndOfYear => new(last.Year, 12, 31),
            _ => last,
        };
    }
}
