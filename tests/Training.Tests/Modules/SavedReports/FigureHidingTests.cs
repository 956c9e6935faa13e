using CsCheck;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Models;

namespace Training.Tests.Modules.SavedReports;

/// <summary>Random tables of 街镇 × 岗位 (× 任职时长), seen by a street's and by a line's staff.</summary>
public sealed class FigureHidingTests
{
    private static readonly TrainingRole[] Roles = [TrainingRole.ChildSupervisor, TrainingRole.ChildDirector, TrainingRole.HomeroomTeacher, TrainingRole.NeighborMother];
    private static readonly Measure[] Standings = [Measure.Certified, Measure.Expired, Measure.NeverCertified, Measure.RevokedOrSuspended];
    private static readonly Measure[] Exclusions = [Measure.ExcludedNewcomer, Measure.ExcludedLeave, Measure.ExcludedNotYetInScope];
    private static readonly Measure[] Others = [Measure.Completed, Measure.Exempt, Measure.ExpiringSoon];

    private static readonly Gen<(int Street, int Role, int Band, int Standing, int Other, int People)> Group =
        from street in Gen.Int[1, 3]
        from role in Gen.Int[0, 3]
        from band in Gen.Int[0, 1]
        from standing in Gen.Int[0, 6]
        from other in Gen.Int[0, 7]
        from people in Gen.Frequency((2, Gen.Int[1, 4]), (2, Gen.Int[5, 12]), (1, Gen.Int[20, 60]))
        select (street, role, band, standing, other, people);

    private static readonly Gen<(FigureTable Table, FigureScope Scope)> Seen =
        from groups in Group.List[1, 25]
        from dimensions in Gen.OneOfConst<FigureDimension[]>([FigureDimension.Street], [FigureDimension.Role], [FigureDimension.Street, FigureDimension.Role], [FigureDimension.Street, FigureDimension.Tenure],
            [FigureDimension.Street, FigureDimension.Line], [FigureDimension.Street, FigureDimension.Role, FigureDimension.Tenure])
        from line in Gen.Bool
        from basis in Gen.OneOfConst(CountBasis.Assignment, CountBasis.Person)
        select (TableOf(groups, dimensions, basis), FigureScope.Of(line ? [] : [1], line ? [Line.Education] : []));

    [Fact]
    public void No_small_figure_follows_from_totals_and_identities() => Seen.Sample(seen =>
    {
        var (table, scope) = seen;
        var hiding = FigureHiding.Of(table, k => Covers(scope, table, k), _ => false);
        foreach (var (key, counts) in table.All)
            foreach (var figure in CountsOf(table))
            {
                if (Covers(scope, table, key)) Assert.Equal(Hiding.None, hiding[key, figure]);
                else if (counts[figure] is > 0 and < 5 && hiding[key, figure] == Hiding.None) Assert.True(AllKnown(table, scope, key, figure), $"{key} {figure} is shown");
                if (hiding[key, figure] == Hiding.Few) Assert.InRange(counts[figure], 0, 4);
            }
        var determined = Determined(table, (k, f) => hiding[k, f] != Hiding.None);
        // A figure that was hidden only for another's sake may follow: what may not is a small one. Of a total that consists of the
        // reader's own people the reader knows everything anyway.
        // 应轮训 of all roles is what 应训 of all leaves when the shown roles are taken off: the sum of hidden cells, which any such table
        // tells, and none of them.
        var role = table.Query.By.ToList().IndexOf(FigureDimension.Role);
        Assert.DoesNotContain(determined, d => table[d.Key][d.Figure] is > 0 and < 5 && !AllKnown(table, scope, d.Key, d.Figure)
            && !(d.Figure is Figure.AnnualRequired or Figure.RefreshedThisYear or Figure.PersonAnnualRequired or Figure.PersonRefreshedThisYear && role >= 0 && d.Key[role] == FigureKey.All));
    }, iter: 400);

    [Fact]
    public void A_rate_is_hidden_with_one_of_its_parts_whatever_is_shown_beside_it() => Seen.Sample(seen =>
    {
        var (table, scope) = seen;
        var hiding = FigureHiding.Of(table, k => Covers(scope, table, k), _ => false);
        foreach (var key in table.All.Keys)
            foreach (var rate in FigureFacts.Of(table.Query.Basis).Where(f => f.Parts() is not null))
                Assert.Equal(hiding[key, rate.Parts()!.Value.Numerator] != Hiding.None || hiding[key, rate.Parts()!.Value.Denominator] != Hiding.None, hiding[key, rate] != Hiding.None);
    }, iter: 100);

    [Fact]
    public void Hidden_numbers_of_people_are_not_forced_by_being_small() => Seen.Where(s => s.Table.Query.By.Count == 2).Sample(seen =>
    {
        var (table, scope) = seen;
        var hiding = FigureHiding.Of(table, k => Covers(scope, table, k), _ => false);
        var population = Of(table, Figure.InPost, Figure.PersonInPost);
        var keys = table.All.Keys.Where(k => hiding[k, population] != Hiding.None).ToList();
        if (keys.Count > 14) return;
        var sums = SumsOf(table).Select(s => s.Where(k => keys.Contains(k.Key)).ToList()).Where(s => s.Count > 0).ToList();
        var free = new HashSet<FigureKey>();
        var change = new Dictionary<FigureKey, int>();
        Try(0);
        Assert.All(keys.Where(k => hiding[k, population] == Hiding.Few), k => Assert.Contains(k, free));

        // Every other table with at most two people more or less in a cell that is told the same.
        void Try(int at)
        {
            if (at == keys.Count)
            {
                foreach (var (key, more) in change) if (more != 0) free.Add(key);
                return;
            }
            foreach (var more in new[] { 0, 1, -1, 2, -2 })
            {
                var (now, few) = (table[keys[at]][population] + more, hiding[keys[at], population] == Hiding.Few);
                if (now < 1 || (few && now > 4) || (!few && table[keys[at]][population] > 4 && now < 5)) continue;
                change[keys[at]] = more;
                if (sums.Where(s => s.All(x => change.ContainsKey(x.Key))).All(s => s.Sum(x => x.Sign * change[x.Key]) == 0)) Try(at + 1);
                change.Remove(keys[at]);
            }
        }
    }, iter: 150);

    [Fact]
    public void Who_sees_the_district_misses_nothing() => Seen.Sample(seen =>
    {
        var scope = FigureScope.Of([], []);
        var hiding = FigureHiding.Of(seen.Table, k => Covers(scope, seen.Table, k), _ => false);
        Assert.All(seen.Table.All.Keys, k => Assert.All(FigureFacts.Of(seen.Table.Query.Basis), f => Assert.Equal(Hiding.None, hiding[k, f])));
    }, iter: 50);

    [Fact]
    public void A_role_is_the_readers_own_only_with_every_line_in_which_its_posts_stand()
    {
        // 儿童主任 stand under 民政 in street 1, under 教育 in street 2, under both in street 3.
        var civil = FigureScope.Of([], [Line.CivilAffairs]);
        Assert.Equal([true, false, false, false], new[] { 1, 2, 3, FigureKey.All }.Select(s => Known(civil, s, new())));
        // Where only one line is counted, only its posts stand behind the cell.
        Assert.Equal([true, false, true, true], new[] { 1, 2, 3, FigureKey.All }.Select(s => Known(civil, s, new() { Lines = [Line.CivilAffairs] })));
        Assert.DoesNotContain(true, new[] { 1, 2, 3, FigureKey.All }.Select(s => Known(civil, s, new() { Lines = [Line.Education] })));
        Assert.True(Known(FigureScope.Of([2], []), 2, new()));

        static bool Known(FigureScope scope, int street, FigureFilter filter) => scope.Covers(
            new(CountBasis.Assignment, new(2026, 6, 30), [FigureDimension.Street, FigureDimension.Role], filter), new(street, (int)TrainingRole.ChildDirector, FigureKey.All), (s, _) => Stand(s));

        static Line[] Stand(int? street) => street switch { 1 => [Line.CivilAffairs], 2 => [Line.Education], _ => [Line.CivilAffairs, Line.Education] };
    }

    /// <summary>Posts stand in the line of their role.</summary>
    private static bool Covers(FigureScope scope, FigureTable table, FigureKey key) => scope.Covers(table.Query, key, (_, role) => [role.LineOf()]);

    /// <summary>The reader's own, zeros that are shown, and sums of these.</summary>
    private static bool AllKnown(FigureTable table, FigureScope scope, FigureKey key, Figure figure)
    {
        if (Covers(scope, table, key) || table[key][figure] == 0) return true;
        for (var i = 0; i < table.Query.By.Count; i++)
        {
            if (key[i] != FigureKey.All) continue;
            var place = i;
            if (table.All.Keys.Where(k => k[place] != FigureKey.All && Enumerable.Range(0, table.Query.By.Count).All(o => o == place || k[o] == key[o])).All(k => AllKnown(table, scope, k, figure))) return true;
        }
        return false;
    }

    private static FigureTable TableOf(List<(int Street, int Role, int Band, int Standing, int Other, int People)> groups, FigureDimension[] by, CountBasis basis) => FigureTable.Adding(
        new(basis, new(2026, 6, 30), by, new()), groups.Select(g =>
        {
            var measures = PostStates.Bit(Measure.InPost) | (g.Standing < 4 ? PostStates.Bit(Measure.Required) | PostStates.Bit(Standings[g.Standing]) : PostStates.Bit(Exclusions[g.Standing - 4]));
            if (g.Standing < 4)
                for (var i = 0; i < Others.Length; i++)
                    if ((g.Other & (1 << i)) != 0) measures |= PostStates.Bit(Others[i]);
            var role = Roles[g.Role];
            if (g.Standing < 4 && role.AnnualRequired() && g.Other > 4) measures |= PostStates.Bit(Measure.RefreshedThisYear);
            var counts = new FigureCounts();
            // People with one post each.
            var person = default(PersonState);
            person.Add(measures, role);
            if (basis == CountBasis.Person) counts.AddStates(person.Measures, false, g.People);
            else counts.AddStates(measures, role.AnnualRequired(), g.People);
            return (FigureKey.Of([.. by.Select(d => d switch { FigureDimension.Street => g.Street, FigureDimension.Role => (int)role, FigureDimension.Line => (int)role.LineOf(), _ => g.Band })]), counts);
        }));

    private static Figure Of(FigureTable table, Figure assignment, Figure person) => table.Query.Basis == CountBasis.Person ? person : assignment;

    private static Figure[] CountsOf(FigureTable table) => [.. FigureFacts.Of(table.Query.Basis).Where(f => f.Parts() is null)];

    private static IEnumerable<List<(FigureKey Key, int Sign)>> SumsOf(FigureTable table)
    {
        for (var i = 0; i < table.Query.By.Count; i++)
            foreach (var line in table.All.Keys.GroupBy(k => k.TotalOver(1 << i)))
                yield return [.. line.Select(k => (k, k == line.Key ? -1 : 1))];
    }

    /// <summary>By elimination modulo a large prime over all sums and identities, and independently of how the figures were hidden.</summary>
    private static List<(FigureKey Key, Figure Figure)> Determined(FigureTable table, Func<FigureKey, Figure, bool> hidden)
    {
        const long p = 2_147_483_647;
        var unknown = table.All.Keys.SelectMany(k => CountsOf(table).Select(f => (Key: k, Figure: f))).Where(x => hidden(x.Key, x.Figure)).ToList();
        var column = unknown.Select((x, i) => (x, i)).ToDictionary(x => x.x, x => x.i);
        var rows = new List<long[]>();
        foreach (var sum in SumsOf(table))
            foreach (var figure in CountsOf(table)) Add([.. sum.Select(s => (s.Key, figure, s.Sign))]);
        var place = table.Query.By.ToList().FindIndex(d => d == FigureDimension.Role);
        foreach (var key in table.All.Keys)
        {
            var (required, inPost, excluded) = (Of(table, Figure.Required, Figure.PersonRequired), Of(table, Figure.InPost, Figure.PersonInPost), Of(table, Figure.Excluded, Figure.PersonExcluded));
            Add([(key, required, -1), (key, Of(table, Figure.Certified, Figure.PersonAllCertified), 1), (key, Of(table, Figure.Expired, Figure.PersonExpired), 1),
                (key, Of(table, Figure.NeverCertified, Figure.PersonNeverCertified), 1), (key, Of(table, Figure.RevokedOrSuspended, Figure.PersonRevokedOrSuspended), 1)]);
            Add([(key, excluded, -1), (key, Of(table, Figure.ExcludedNewcomer, Figure.PersonExcludedNewcomer), 1), (key, Of(table, Figure.ExcludedLeave, Figure.PersonExcludedLeave), 1),
                (key, Of(table, Figure.ExcludedNotYetInScope, Figure.PersonExcludedNotYetInScope), 1)]);
            Add([(key, inPost, -1), (key, required, 1), (key, excluded, 1)]);
            if (table.Query.Basis == CountBasis.Person)
            {
                Add([(key, Figure.PersonNotAllCertified, -1), (key, Figure.PersonRequired, 1), (key, Figure.PersonAllCertified, -1)]);
                // Most have one post only.
                Add([(key, Figure.PersonAnyCertified, -1), (key, Figure.PersonAllCertified, 1)]);
            }
            // Whether a role refreshes each year is no secret.
            if (place < 0 || key[place] == FigureKey.All) continue;
            if (((TrainingRole)key[place]).AnnualRequired()) Add([(key, Of(table, Figure.AnnualRequired, Figure.PersonAnnualRequired), -1), (key, required, 1)]);
            else { Add([(key, Of(table, Figure.AnnualRequired, Figure.PersonAnnualRequired), 1)]); Add([(key, Of(table, Figure.RefreshedThisYear, Figure.PersonRefreshedThisYear), 1)]); }
        }
        var pivots = new List<int>();
        for (var c = 0; c < unknown.Count && pivots.Count < rows.Count; c++)
        {
            var at = rows.FindIndex(pivots.Count, r => r[c] != 0);
            if (at < 0) continue;
            var top = pivots.Count;
            (rows[top], rows[at]) = (rows[at], rows[top]);
            var inverse = Power(rows[top][c], p - 2);
            for (var k = c; k < unknown.Count; k++) rows[top][k] = rows[top][k] * inverse % p;
            for (var r = 0; r < rows.Count; r++)
                if (r != top && rows[r][c] != 0)
                {
                    var factor = rows[r][c];
                    for (var k = c; k < unknown.Count; k++)
                        if (rows[top][k] != 0) rows[r][k] = (rows[r][k] + (p - factor) * rows[top][k]) % p;
                }
            pivots.Add(c);
        }
        return [.. pivots.Where((_, row) => rows[row].Count(v => v != 0) == 1).Select(c => unknown[c])];

        void Add((FigureKey Key, Figure Figure, int Sign)[] terms)
        {
            var row = new long[unknown.Count];
            foreach (var (key, figure, sign) in terms)
                if (column.TryGetValue((key, figure), out var c)) row[c] += sign < 0 ? p - 1 : 1;
            if (row.Any(v => v != 0)) rows.Add(row);
        }

        static long Power(long value, long exponent)
        {
            var result = 1L;
            for (; exponent > 0; exponent >>= 1, value = value * value % p)
                if ((exponent & 1) != 0) result = result * value % p;
            return result;
        }
    }
}
