using Training.Modules.Certification.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Models;

/// <summary>分批开放 as days.</summary>
internal static class OpenDays
{
    /// <summary>Of these days those on which the training of the role is open to the 街镇.</summary>
    public static DaySet Within(this StreetOpenings openings, TrainingRole role, int subDistrictId, DaySet days)
    {
        var first = openings.FirstDay(role, subDistrictId);
        return first == StreetOpening.Always ? days : first == StreetOpening.NotYet ? DaySet.Empty : days.Intersect(DaySet.Of(first, null));
    }
}
