using Training.Modules.People.Models;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;
using Training.Platform.Localization;

namespace Training.Modules.SavedReports.Pages;

/// <summary>A report's definition in words.</summary>
public static class ReportSummary
{
    public static IReadOnlyList<(string Name, string Words)> Of(ReportForm form, IReadOnlyList<OrgUnit> units, Text text)
    {
        var d = form.Definition;
        return
        [
            (text["名称"], form.Title),
            (text["口径"], text[d.Basis.Title()]),
            (text["指标"], string.Join(text["、"], d.Figures.Select(f => text[f.Title()]))),
            (text["行"], string.Join(" × ", d.Rows.Select(r => text[r.Title()]))),
            (text["列"], d.Column is { } column ? text[column.Title()] : text["不分列"]),
            (text["筛选"], Filter(d.Filter, units, text)),
            (text["截至"], d.Day == ReportDay.Fixed && d.FixedDay is { } day ? text.Date(day) : text[d.Day.Title()]),
            (text["共享"], Share(form.Share, units, text)),
        ];
    }

    public static string Share(ShareChoice share, IReadOnlyList<OrgUnit> units, Text text) => share.Share switch
    {
        ReportShare.Street => units.FirstOrDefault(u => u.Id == share.UnitId)?.Name ?? text["本街镇"],
        ReportShare.Line => text["{0}条线", text[(share.Line ?? Line.CivilAffairs).Title()]],
        ReportShare.District => text["全区"],
        _ => text["仅自己"],
    };

    private static string Filter(FigureFilter filter, IReadOnlyList<OrgUnit> units, Text text)
    {
        var parts = units.Where(u => filter.Streets.Contains(u.Id)).Select(u => u.Name).Concat(filter.Lines.Select(l => text[l.Title()])).Concat(filter.Roles.Select(r => text[r.Title()]))
            .Concat(filter.SchoolKinds.Select(k => text[k.Title()])).Concat(filter.Tenures.Select(t => text[t.Title()])).ToList();
        return parts.Count == 0 ? text["不筛选"] : string.Join(text["、"], parts);
    }
}
