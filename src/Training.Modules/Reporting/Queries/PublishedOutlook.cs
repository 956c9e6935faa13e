using Training.Modules.Certification.Schemes.Editing;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Simulation;

namespace Training.Modules.Reporting.Queries;

/// <summary>Tells the page that publishes a draft what the newest simulation of just this draft came to.</summary>
internal sealed class PublishedOutlook(WhatIfDesk desk, PeopleDirectory directory) : IDraftOutlook
{
    public async Task<DraftOutlook?> OfAsync(OpenDraft draft, CancellationToken cancel)
    {
        if (draft.Saved?.EffectiveFrom is not { } from || await desk.MatchingAsync(draft.Draft.Ref, draft.Rules, from, cancel) is not { } result) return null;
        var names = (await directory.ReportingUnitsAsync(cancel)).ToDictionary(u => u.Id, u => u.Name);
        var last = result.Total.Days[^1];
        return new(result.Today, result.Table[^1], last.Lapsed, last.LapsedAnyway, last.Gained, result.Target, result.Streets.Count(s => s.BelowOn == result.Today),
            [.. result.Streets.Where(s => s.BelowOn > result.Today).OrderBy(s => s.BelowOn).ThenBy(s => s.UnitId).Select(s => new StreetBelow(names.GetValueOrDefault(s.UnitId, ""), s.BelowOn!.Value, s.BelowNowOn is null))]);
    }
}
