using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Queries;
using Training.Modules.Submissions.Documents;
using Training.Modules.Submissions.Models;
using Training.Platform.Data;

namespace Training.Modules.Submissions.Queries;

/// <summary>未确认, 确认后数据有变, 已确认.</summary>
public enum ConfirmationState { Missing, Changed, Confirmed }

/// <summary>What a street said of a period, beside its figures as they are now.</summary>
public sealed record StreetState(OrgUnit Street, ConfirmationState State, ReportConfirmation? Last, string FiguresHash);

/// <summary>A period as it stands now.</summary>
public sealed record ReportBoard(ReportPeriod Period, OrgUnit District, Figures Figures, IReadOnlyList<StreetState> Streets, IReadOnlyList<SubmissionView> Submissions)
{
    public SubmissionView? Latest => Submissions.Count > 0 ? Submissions[^1] : null;
    public SubmissionView? Accepted => Submissions.LastOrDefault(s => s.State == SubmissionState.Accepted);

    /// <summary>Streets may confirm: nothing has been submitted, or what was came back and nothing was accepted.</summary>
    public bool IsOpen => Latest is null || (Latest.State == SubmissionState.Returned && Accepted is null);

    public StreetState? Of(int street) => Streets.FirstOrDefault(s => s.Street.Id == street);
}

/// <summary>Reads a period: figures of its as-of day, confirmations, submissions. Five queries.</summary>
public sealed class ReportBoards(TenantDb db, RateQuery rates, PeopleDirectory directory, SubmissionList submissions)
{
    private const int MostConfirmations = 2000;

    /// <summary>Null for a site without district.</summary>
    public async Task<ReportBoard?> OfAsync(ReportPeriod period, CancellationToken cancel)
    {
        var units = await directory.ReportingUnitsAsync(cancel);
        if (units.FirstOrDefault(u => u.Kind == OrgUnitKind.District) is not { } district) return null;
        var table = await rates.TableAsync(period.AsOf, cancel);
        // A street that has ended is left out once nobody's post is in it: the rows add up to the total.
        var figures = new Figures(table, district, [.. units.Where(u => u.Kind != OrgUnitKind.District && (u.IsOpenOn(period.AsOf) || table.Of(u.Id)[Measure.InPost] > 0))]);
        var last = (await LastAsync([period.Id], cancel)).ToDictionary(c => c.SubDistrictId);
        return new(period, district, figures, [.. figures.Streets.Select(s => StateOf(s, figures.HashOf(s.Id), last.GetValueOrDefault(s.Id)))], [.. (await submissions.OfAsync([period.Id], cancel))[period.Id]]);
    }

    /// <summary>The newest word of each street, by period.</summary>
    public async Task<IReadOnlyList<ReportConfirmation>> LastAsync(IReadOnlyCollection<int> periods, CancellationToken cancel)
    {
        var rows = await db.Set<ReportConfirmation>().AsNoTracking().Where(c => periods.Contains(c.PeriodId)).OrderByDescending(c => c.Id).Take(MostConfirmations).ToListAsync(cancel);
        return [.. rows.DistinctBy(c => (c.PeriodId, c.SubDistrictId))];
    }

    private static StreetState StateOf(OrgUnit street, string hash, ReportConfirmation? last) =>
        new(street, last is null ? ConfirmationState.Missing : last.FiguresHash == hash ? ConfirmationState.Confirmed : ConfirmationState.Changed, last, hash);
}
