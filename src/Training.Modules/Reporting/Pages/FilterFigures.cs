using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;

namespace Training.Modules.Reporting.Pages;

/// <summary>
/// How many people of a cell fall under each filter, as one reader is told. Within the scope everything; outside, where the cell
/// itself is shown, small parts of it are not, nor what they follow from; of a hidden cell nothing.
/// </summary>
public sealed class FilterFigures
{
    private static readonly PeopleFilter[] Filters = Enum.GetValues<PeopleFilter>();

    private readonly RateCounts _counts;
    private readonly IReadOnlyList<Hiding> _hiding;

    private FilterFigures(RateCounts counts, IReadOnlyList<Hiding> hiding) => (_counts, _hiding) = (counts, hiding);

    public static FilterFigures Of(RateCounts counts, bool inScope, Hiding cell)
    {
        if (inScope) return new(counts, [.. Filters.Select(_ => Models.Hiding.None)]);
        if (cell != Models.Hiding.None) return new(counts, [.. Filters.Select(_ => cell)]);
        // Of a cell that is shown the rate is public, so how many hold a certificate and how many do not is no secret.
        var figures = Filters.Select(f => (Filter: f, Count: f.Count(counts))).Select(x =>
        {
            var known = x.Filter is PeopleFilter.Required or PeopleFilter.Certified or PeopleFilter.Missing;
            return new HideableFigure(x.Count, !known && x.Count is > 0 and < RateCell.Few, known, 0);
        }).ToList();
        int[] sum = [(int)PeopleFilter.Missing, (int)PeopleFilter.Expired, (int)PeopleFilter.Never, (int)PeopleFilter.Revoked];
        return new(counts, Complement.Of(figures, [sum]));
    }

    public Hiding Hiding(PeopleFilter filter) => _hiding[(int)filter];

    public string Text(PeopleFilter filter) => RateWords.Number(filter.Count(_counts), Hiding(filter));
}
