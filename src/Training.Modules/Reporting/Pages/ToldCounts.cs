using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;

namespace Training.Modules.Reporting.Pages;

/// <summary>The counts of one cell or total as one reader is told them, on the page and in its file alike; a rate is hidden with one of its parts.</summary>
internal sealed class ToldCounts
{
    private readonly Func<Measure, Hiding> _hiding;
    private readonly Func<Hiding> _excluded;

    private ToldCounts(RateCounts counts, Func<Measure, Hiding> hiding, Func<Hiding> excluded) => (Counts, _hiding, _excluded) = (counts, hiding, excluded);

    /// <summary>任职口径; nulls = all.</summary>
    public static ToldCounts Posts(RateBoard board, OrgUnit? unit, TrainingRole? role) =>
        new(board.Of(unit, role), m => board.Hides(unit, role, m), () => board.HidesExcluded(unit, role));

    /// <summary>
    /// 人头口径 of all. Most people have one post: where a count of posts is not told, that of people is not, and where a small one is told, the
    /// reader knows them. Other small ones are not told, nor what they follow from by the identities.
    /// </summary>
    public static ToldCounts People(RateBoard board)
    {
        var people = board.People;
        if (board.IsAllInScope) return new(people, _ => Hiding.None, () => Hiding.None);
        var posts = Posts(board, null, null);
        var whole = posts.Whole != Hiding.None ? posts.Whole : Few(Measure.Required) ? Hiding.Few : Hiding.None;
        return new(people, m => Told(m, people[m]), () => Told(Measure.InPost, people.Excluded));

        Hiding Told(Measure measure, int count) => whole != Hiding.None ? whole : !Hides(measure) ? Hiding.None : RateBoard.MarkOf(count);

        bool Hides(Measure measure) => measure switch
        {
            Measure.Required or Measure.PersonRequired => false,
            Measure.Certified or Measure.PersonAllCertified or Measure.PersonAnyCertified => Certified(),
            Measure.NeverCertified or Measure.RevokedOrSuspended => Certified() || Few(Measure.Expired) || Few(Measure.NeverCertified) || Few(Measure.RevokedOrSuspended),
            Measure.InPost => Excluded(),
            Measure.ExcludedNewcomer or Measure.ExcludedLeave =>
                Excluded() || Few(Measure.ExcludedNotYetInScope) || Few(Measure.ExcludedNewcomer) || Few(Measure.ExcludedLeave),
            Measure.RefreshedThisYear => Few(Measure.AnnualRequired) || Few(Measure.RefreshedThisYear),
            _ => Few(measure),
        };

        // With one post 全岗 and 至少一岗 are the same, so they go together.
        bool Certified() => IsFew(people[Measure.PersonAllCertified]) || IsFew(people[Measure.PersonAnyCertified]);

        bool Excluded() => !posts.Tells(Measure.InPost) || (IsFew(people.Excluded) && !IsFew(posts.Counts.Excluded));

        bool Few(Measure measure) => !posts.Tells(measure) || (IsFew(people[measure]) && !IsFew(posts.Counts[measure]));

        static bool IsFew(int count) => count is > 0 and < RateCell.Few;
    }

    /// <summary>As they are counted, told or not.</summary>
    public RateCounts Counts { get; }

    /// <summary>Whether the whole cell is hidden.</summary>
    public Hiding Whole => _hiding(Measure.Required);

    public Hiding HidingOf(Measure measure) => _hiding(measure);

    public Hiding ExcludedHiding => _excluded();

    public bool Tells(Measure measure) => _hiding(measure) == Hiding.None;

    /// <summary>"1,204", "&lt;5" or "＊".</summary>
    public string Text(Measure measure) => RateWords.Number(Counts[measure], _hiding(measure));

    /// <summary>All of 不计入.</summary>
    public string Excluded => RateWords.Number(Counts.Excluded, _excluded());

    /// <summary>None where one of its parts is hidden.</summary>
    public Rate Rate(Measure part, Measure whole) => Tells(part) && Tells(whole) ? new Rate(Counts[part], Counts[whole]) : default;
}
