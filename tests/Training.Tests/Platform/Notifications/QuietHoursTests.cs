using Training.Platform.Data;
using Training.Platform.Notifications;

namespace Training.Tests.Platform.Notifications;

public sealed class QuietHoursTests
{
    private static DateTime China(int day, int hour, int minute = 0) => ChinaTime.StartUtc(new(2026, 11, day)).AddHours(hour).AddMinutes(minute);

    [Fact]
    public void Nobody_is_told_between_eight_in_the_evening_and_eight_in_the_morning()
    {
        var quiet = new QuietHours();
        Assert.Null(quiet.EndUtc(China(9, 8)));
        Assert.Null(quiet.EndUtc(China(9, 19, 59)));
        Assert.Equal(China(10, 8), quiet.EndUtc(China(9, 20)));
        Assert.Equal(China(10, 8), quiet.EndUtc(China(9, 23, 59)));
        Assert.Equal(China(10, 8), quiet.EndUtc(China(10, 7, 59)));
    }

    [Fact]
    public void Hours_within_a_day_and_no_hours_at_all_are_possible()
    {
        Assert.Equal(China(9, 14), new QuietHours { From = 12, To = 14 }.EndUtc(China(9, 13)));
        Assert.Null(new QuietHours { From = 12, To = 14 }.EndUtc(China(9, 14)));
        Assert.Null(new QuietHours { From = 8, To = 8 }.EndUtc(China(9, 8)));
        Assert.Equal(China(10, 0), new QuietHours { From = 20, To = 0 }.EndUtc(China(9, 21)));
    }
}
