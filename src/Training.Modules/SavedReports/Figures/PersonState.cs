using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;

namespace Training.Modules.SavedReports.Figures;

/// <summary>
/// How one person counts in a cell on one day, by all posts that the person holds there (docs/decisions/0016): what the aggregate
/// says of whole units, lines and roles, for any other cell.
/// </summary>
public struct PersonState
{
    // Measures of some post; measures that some required post lacks; the latter of posts with an annual refresher.
    private int _some, _lacking, _annualLacking;
    private bool _annual;

    /// <param name="measures">Bits of one post as in <see cref="PostState.Measures"/>.</param>
    public void Add(int measures, TrainingRole role)
    {
        _some |= measures;
        if ((measures & Bit(Measure.Required)) == 0) return;
        _lacking |= ~measures;
        if (!role.AnnualRequired()) return;
        _annual = true;
        _annualLacking |= ~measures;
    }

    /// <summary>Every measure under which the person counts, one bit each.</summary>
    public readonly int Measures
    {
        get
        {
            var found = Some(Measure.InPost);
            if (Some(Measure.Required) == 0)
                return found | First(Measure.ExcludedNewcomer, Measure.ExcludedLeave, Measure.ExcludedNotYetInScope) | Some(Measure.EarlyCertified);
            found |= Bit(Measure.Required) | Bit(Measure.PersonRequired) | Some(Measure.Exempt) | (Bit(Measure.Completed) & ~_lacking);
            found |= (_lacking & Bit(Measure.Certified)) == 0
                ? Bit(Measure.Certified) | Bit(Measure.PersonAllCertified) | Some(Measure.ExpiringSoon)
                : First(Measure.RevokedOrSuspended, Measure.Expired, Measure.NeverCertified);
            if (Some(Measure.Certified) != 0) found |= Bit(Measure.PersonAnyCertified);
            return _annual ? found | Bit(Measure.AnnualRequired) | (Bit(Measure.RefreshedThisYear) & ~_annualLacking) : found;
        }
    }

    /// <summary>The first of them under which some post counts.</summary>
    private readonly int First(Measure one, Measure two, Measure three) => Some(one) is var a and not 0 ? a : Some(two) is var b and not 0 ? b : Some(three);

    private readonly int Some(Measure measure) => _some & Bit(measure);

    private static int Bit(Measure measure) => 1 << (int)measure;
}
