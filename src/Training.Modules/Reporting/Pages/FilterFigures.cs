using Training.Modules.Reporting.Models;

namespace Training.Modules.Reporting.Pages;

/// <summary>
/// How many people of a cell fall under each filter, as one reader is told. Within the scope everything; outside, where the cell
/// itself is shown, small parts of it are not, nor what they follow from; of a hidden cell nothing.
/// </summary>
public sealed class FilterFigures
{
    private readonly ToldCounts _told;

    internal FilterFigures(ToldCounts told) => _told = told;

    public Hiding Hiding(PeopleFilter filter) => filter switch
    {
        // Of a cell that is shown the rate is public, so how many hold a certificate and how many do not is no secret.
        PeopleFilter.Missing => _told.Whole,
        PeopleFilter.Excluded => _told.ExcludedHiding,
        _ => _told.HidingOf(filter.Measures()[0]),
    };

    public string Text(PeopleFilter filter) => RateWords.Number(filter.Count(_told.Counts), Hiding(filter));
}
