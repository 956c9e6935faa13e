using Training.Modules.People.Models;
using static Training.Modules.Reporting.Models.PostStates;

namespace Training.Modules.Reporting.Models;

/// <summary>
/// 人头口径: how one person counts on one day in a slice – a unit, in it one line, one role or all, or any other cell – once under each
/// measure, by all posts that the person holds there. Readings of the definitions: docs/decisions/0016. 在岗 = 应训 + 不计入 and
/// 应训 = 全岗持证 + 过期 + 未取证 + 撤销/暂停.
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
}
