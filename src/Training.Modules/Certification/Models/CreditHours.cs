using System.Globalization;

namespace Training.Modules.Certification.Models;

/// <summary>学时 of 45 minutes, as they are written.</summary>
public static class CreditHours
{
    /// <summary>5.5, 10: one decimal at most, none for whole hours.</summary>
    public static string HoursText(this decimal hours) => hours.ToString("0.#", CultureInfo.InvariantCulture);
}
