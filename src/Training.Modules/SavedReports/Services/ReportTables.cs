using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Models;
using Training.Platform.Data;
using Training.Platform.Localization;

namespace Training.Modules.SavedReports.Services;

/// <summary>Makes the table of a report: counts it, names rows and columns, adds totals.</summary>
public sealed class ReportTables(FigureEngine engine, FigureHidings hidings, PeopleDirectory directory, SchemeTable schemes, TenantDb db, Text text, TimeProvider clock)
{
    /// <returns>The table, or a Chinese message why there is none.</returns>
    public async Task<(ReportTable? Table, string? Refusal)> MakeAsync(string title, ReportDefinition definition, FigureScope scope, CancellationToken cancel)
    {
        var today = clock.Today();
        if (definition.Refusal(today) is { } refusal) return (null, refusal);
        var units = await directory.ReportingUnitsAsync(cancel);
        if (units.FirstOrDefault(u => u.Kind == OrgUnitKind.District) is not { } district) return (null, "还没有设置区和街镇，先请管理员导入组织。");
        var query = definition.QueryOn(today);
        var counted = await engine.CountAsync(query, cancel);
        if (TooMuch(definition, counted) is { } tooMuch) return (null, tooMuch);
        var hidden = await hidings.OfAsync(counted, scope, cancel);
        var names = new List<IReadOnlyList<(int Value, string Name)>>();
        for (var i = 0; i < query.By.Count; i++) names.Add(await NamesAsync(query, i, counted.Values(i), district, units, cancel));
        if (definition.Column is not null && (names[^1].Count + 1) * definition.Figures.Count > ReportDefinition.MostColumns) return (null, "列太多了，请少选几个指标，或换一个列维度。");

        List<(int Value, string Name)> groups = definition.Column is null ? [(FigureKey.All, "")] : [.. names[^1], (FigureKey.All, text["合计"])];
        var rows = new List<ReportRow>();
        var present = RowsOf(definition, counted);
        foreach (var (first, name) in names[0])
        {
            if (definition.Rows.Count == 1)
            {
                rows.Add(Row([name], first, FigureKey.All, ReportRowKind.Plain));
                continue;
            }
            var under = names[1].Where(n => present.Contains((first, n.Value))).ToList();
            foreach (var (second, below) in under) rows.Add(Row([name, below], first, second, ReportRowKind.Plain));
            rows.Add(Row([name, text["小计"]], first, FigureKey.All, ReportRowKind.Subtotal));
        }
        rows.Add(Row([text["合计"], .. Enumerable.Repeat("", definition.Rows.Count - 1)], FigureKey.All, FigureKey.All, ReportRowKind.Total));
        return (new(title, district.Name, query.Day, query.Day > today, definition, [.. definition.Rows.Select(d => text[d.Title()])], [.. groups.Select(g => g.Name)], rows) { Narrowed = Narrowed(definition.Filter, units) }, null);

        ReportRow Row(IReadOnlyList<string> labels, int first, int second, ReportRowKind kind) => new(labels, [.. groups.Select(g =>
        {
            var key = definition.Rows.Count == 1 ? new FigureKey(first, definition.Column is null ? FigureKey.All : g.Value, FigureKey.All) : new FigureKey(first, second, g.Value);
            return new ReportCell(counted[key], key, hidden);
        })], kind);
    }

    /// <returns>A Chinese message where there are more rows or cells than a report has.</returns>
    public static string? TooMuch(ReportDefinition definition, FigureTable counted) =>
        RowsOf(definition, counted).Count > ReportDefinition.MostRows ? "结果超过 2000 行，请加筛选，或少选一个维度。"
        : counted.Keys.Skip(ReportDefinition.MostCells).Any() ? "结果超过 10000 格，请加筛选，或少选一个维度。" : null;

    /// <summary>Rows without subtotals, whatever the columns.</summary>
    private static HashSet<(int First, int Second)> RowsOf(ReportDefinition definition, FigureTable counted) =>
        [.. counted.Keys.Select(k => (k.First, definition.Rows.Count > 1 ? k.Second : FigureKey.All))];

    private List<string> Narrowed(FigureFilter filter, IReadOnlyList<OrgUnit> units)
    {
        var said = new List<string>();
        Say("街镇：{0}", units.Where(u => filter.Streets.Contains(u.Id)).Select(u => u.Name));
        Say("条线：{0}", filter.Lines.Order().Select(l => text[l.Title()]));
        Say("岗位：{0}", filter.Roles.Order().Select(r => text[r.Title()]));
        Say("学校类型：{0}", filter.SchoolKinds.Order().Select(k => text[k.Title()]));
        Say("任职时长：{0}", filter.Tenures.Order().Select(t => text[t.Title()]));
        return said;

        void Say(string words, IEnumerable<string> names)
        {
            if (names.ToList() is { Count: > 0 } all) said.Add(text[words, string.Join(text["、"], all)]);
        }
    }

    /// <summary>The values of a dimension that occur, in the order of tables.</summary>
    private async Task<IReadOnlyList<(int, string)>> NamesAsync(
        FigureQuery query, int dimension, IReadOnlyList<int> values, OrgUnit district, IReadOnlyList<OrgUnit> units, CancellationToken cancel)
    {
        switch (query.By[dimension])
        {
            case FigureDimension.District: return [(0, district.Name)];
            case FigureDimension.Street:
                return [.. units.Where(u => values.Contains(u.Id)).OrderBy(u => u.Kind == OrgUnitKind.District).ThenBy(u => u.Code, StringComparer.Ordinal)
                    .Select(u => (u.Id, u.Kind == OrgUnitKind.District ? text["区本级"] : u.Name))];
            case FigureDimension.Line: return [.. values.Order().Select(v => (v, text[((Line)v).Title()]))];
            case FigureDimension.Role: return [.. values.Order().Select(v => (v, text[((TrainingRole)v).Title()]))];
            case FigureDimension.SchoolKind: return [.. values.OrderBy(v => v == 0).ThenBy(v => v).Select(v => (v, v == 0 ? text["不在学校或未登记"] : text[((SchoolKind)v).Title()]))];
            case FigureDimension.Tenure: return [.. values.Order().Select(v => (v, text[((TenureBand)v).Title()]))];
            case FigureDimension.Scheme:
                var table = await schemes.AllAsync(cancel);
                return [.. values.OrderBy(v => v == DimensionValues.NoScheme).ThenBy(v => v).Select(v => (v, v == DimensionValues.NoScheme ? text["没有启用的方案"] : SchemeName((TrainingRole)v)))];

                string SchemeName(TrainingRole role) => table.Of(role).LastOrDefault(s => s.InForce(query.Day)) is { } scheme
                    ? text["{0}：{1}（第 {2} 版）", text[role.Title()], scheme.Title, scheme.Version] : text[role.Title()];
            default: return await WorkUnitsAsync(values, units, query, query.By[dimension], cancel);
        }
    }

    private async Task<IReadOnlyList<(int, string)>> WorkUnitsAsync(
        IReadOnlyList<int> values, IReadOnlyList<OrgUnit> units, FigureQuery query, FigureDimension dimension, CancellationToken cancel)
    {
        // Named after the street of that day: a merge does not rename the past.
        var former = await directory.FormerParentsAsync(query.Day, cancel);
        var streets = units.ToDictionary(u => u.Id, u => u.Name);
        var found = new List<OrgUnit>();
        foreach (var portion in values.Chunk(1000))
            found.AddRange(await db.Set<OrgUnit>().AsNoTracking().Where(u => portion.Contains(u.Id)).ToListAsync(cancel));
        var named = found.OrderBy(u => u.Code, StringComparer.Ordinal).Select(u => (u.Id, (former.TryGetValue(u.Id, out var was) ? was : u.ParentId) is { } parent && streets.TryGetValue(parent, out var street) ? street + " " + u.Name : u.Name));
        return values.Contains(0) ? [.. named, (0, dimension == FigureDimension.Neighborhood ? text["未登记居民区"] : text["未登记学校和单位"])] : [.. named];
    }
}
