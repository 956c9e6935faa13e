using Training.Modules.SavedReports.Models;

namespace Training.Modules.SavedReports.Delivery;

/// <summary>When a report is delivered, by the clock in China.</summary>
/// <param name="Day">Weekly: 1 = Monday to 7; monthly: 1 to 28, so that each month has it.</param>
public readonly record struct DeliveryPlan(DeliveryRhythm Rhythm, int Day, int Hour)
{
    /// <summary>A Chinese message when it makes no sense; null when all is well.</summary>
    public string? Refusal => Rhythm == DeliveryRhythm.None ? null
        : !Enum.IsDefined(Rhythm) || Day < 1 || Day > (Rhythm == DeliveryRhythm.Weekly ? 7 : 28) ? "每周请选周一到周日，每月请选 1 到 28 日。"
        : Hour is < 0 or > 23 ? "钟点请填 0 到 23。" : null;

    /// <summary>The first time after a moment; null = never.</summary>
    /// <param name="now">Wall clock in China.</param>
    public DateTime? After(DateTime now)
    {
        if (Rhythm == DeliveryRhythm.None) return null;
        var day = DateOnly.FromDateTime(now);
        for (; ; day = day.AddDays(1))
            if ((Rhythm == DeliveryRhythm.Monthly ? day.Day == Day : IsoDay(day) == Day) && day.ToDateTime(new TimeOnly(Hour, 0)) > now) return day.ToDateTime(new TimeOnly(Hour, 0));
    }

    private static int IsoDay(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
}
