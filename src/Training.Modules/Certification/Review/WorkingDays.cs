namespace Training.Modules.Certification.Review;

/// <summary>Working days as Monday to Friday; public holidays and the days worked instead are not known to the product.</summary>
public static class WorkingDays
{
    /// <summary>Working days in which an appeal is answered: a default of the product, shown as such.</summary>
    public const int ToAnswer = 15;

    /// <summary>The n-th working day after a day.</summary>
    public static DateOnly After(DateOnly day, int n)
    {
        while (n > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) n--;
        }
        return day;
    }
}
