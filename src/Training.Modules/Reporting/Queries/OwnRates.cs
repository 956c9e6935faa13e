using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Models;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.Reporting.Queries;

/// <summary>Whose figures a reader sees: the district with its streets, or nothing but a school.</summary>
/// <param name="Names">Whose names.</param>
/// <param name="Figures">Whose small counts: at a school the figures are all within the scope.</param>
/// <param name="Selectable">Units that an address may name.</param>
public sealed record OwnUnits(OrgUnit Unit, IReadOnlyList<OrgUnit> Streets, AssignmentScope Names, AssignmentScope Figures, IReadOnlyList<OrgUnit> Selectable)
{
    public bool IsSchool => Names.OnlyWorkUnits;
}

/// <summary>
/// The figures of the reader's own unit. Those of the district and its streets come from the aggregate; a school's are counted over
/// its posts, some hundred rows, when asked for.
/// </summary>
public sealed class OwnRates(TenantDb db, RateQuery rates, RateCache cache, LineDoublesQuery doubles, PeopleDirectory directory, CurrentTenant tenant)
{
    /// <summary>Stands for the schools of a scope: no unit has it.</summary>
    private const int SchoolId = 0;

    /// <summary>About, in memory.</summary>
    private const int BytesOfCell = 80, BytesOfDouble = 250;

    private static readonly Dictionary<int, IReadOnlyList<int>> NoneAbove = [];
    private static readonly Line[] Lines = Enum.GetValues<Line>();

    private List<PostState>? _states;

    /// <summary>Null on the city's site and before there are units.</summary>
    public async Task<OwnUnits?> OpenAsync(AssignmentScope scope, CancellationToken cancel)
    {
        var units = await directory.ReportingUnitsAsync(cancel);
        if (tenant.Required.IsDefault || units.FirstOrDefault(u => u.Kind == OrgUnitKind.District) is not { } district) return null;
        if (!scope.OnlyWorkUnits) return new(district, [.. units.Where(u => u.Kind != OrgUnitKind.District)], scope, scope, units);
        var works = scope.WorkUnits;
        var schools = await db.Set<OrgUnit>().AsNoTracking().Where(u => works.Contains(u.Id)).OrderBy(u => u.Code).ToListAsync(cancel);
        if (schools.Count == 0) return null;
        var school = new OrgUnit { Code = schools[0].Code, Name = string.Join("、", schools.Select(s => s.Name)), Kind = schools[0].Kind, Line = schools[0].Line };
        return new(school, [], scope, AssignmentScope.Of([new StaffGrant { PersonId = 0, Role = StaffRole.DistrictStaff }]), []);
    }

    public async Task<RateTable> TableAsync(OwnUnits own, DateOnly day, CancellationToken cancel) =>
        own.IsSchool ? await SchoolAsync(own, day, cancel) : await rates.TableAsync(day, cancel);

    /// <summary>Another day of the state from which a table was read.</summary>
    public async Task<RateTable> TableAsync(OwnUnits own, DateOnly day, RateLog log, CancellationToken cancel) =>
        own.IsSchool ? await SchoolAsync(own, day, cancel) : await rates.TableAsync(day, log, cancel);

    /// <summary>A table as the reader sees it.</summary>
    /// <param name="streets">Rows of the board; what is hidden does not depend on them.</param>
    public async Task<RateBoard> BoardAsync(OwnUnits own, RateTable table, IReadOnlyList<OrgUnit> streets, RateSelection selection, CancellationToken cancel)
    {
        var cells = await CellsAsync(own, table.Day, table.Log, cancel);
        return new(table, own.Unit, streets, selection.Line, own.Figures, selection.Scheme, cells, await DoublesAsync(own, table, selection.Line, cancel), CountsOf(own, table, cells));
    }

    /// <summary>As the reader is told: a month end on which too few were required outside the scope has no rate.</summary>
    public async Task<IReadOnlyList<TrendPoint>> TrendAsync(OwnUnits own, RateTable table, TrainingRole? role, Line? line, CancellationToken cancel)
    {
        if (!own.IsSchool)
        {
            var told = new List<TrendPoint>();
            foreach (var point in await rates.TrendAsync(table, own.Unit.Id, role, line, cancel))
            {
                var hiding = (await CellsAsync(own, point.Day, table.Log, cancel)).Of(null, role, line);
                told.Add(hiding == Hiding.None ? point : new(point.Day, default, hiding));
            }
            return told;
        }
        var points = new List<TrendPoint>();
        foreach (var end in RateQuery.MonthEnds(new(table.Day.Year, table.Day.Month, 1)))
            points.Add(new(end, (await SchoolAsync(own, end, cancel)).Of(SchoolId, role, line).CertificationRate));
        return [.. points, new(table.Day, table.Of(SchoolId, role, line).CertificationRate)];
    }

    /// <summary>
    /// What the reader is not told on a day. The search for complements is the dearest part of a page: what it found is kept in memory under the
    /// counts that it reads, and most changes of facts move none of those on most days; and under the state of the aggregate, so that they are not
    /// read again while nothing changes.
    /// </summary>
    /// <param name="log">The state from which the figures come.</param>
    public async Task<SmallCells> CellsAsync(OwnUnits own, DateOnly day, RateLog log, CancellationToken cancel)
    {
        if (own.Figures.CoversAll) return SmallCells.Nothing;
        if (cache.TryGet(KeyOf(null, own, log, day), out SmallCells? kept)) return kept!;
        var table = await rates.TableAsync(day, log, cancel);
        var roles = RolesOf(own, table);
        return Kept(null, own, table, roles, [Measure.Required], () =>
            new((street, role, line) => table.Of(street ?? own.Unit.Id, role, line).Required, [.. own.Streets.Select(s => s.Id)], roles, own.Figures));
    }

    /// <summary>The same of the counts beside 应训, each kept by itself: most pages ask for few of them.</summary>
    private SmallCounts CountsOf(OwnUnits own, RateTable table, SmallCells cells)
    {
        var roles = RolesOf(own, table);
        return new((street, role, line) => table.Of(street ?? own.Unit.Id, role, line), [.. own.Streets.Select(s => s.Id)], roles, own.Figures, cells,
            (kind, search) => Kept(kind, own, table, roles, SmallCounts.MeasuresOf(kind), search));
    }

    /// <param name="kind">Null = 应训.</param>
    /// <param name="measures">That the search reads.</param>
    private SmallCells Kept(SmallCount? kind, OwnUnits own, RateTable table, IReadOnlyList<TrainingRole> roles, IReadOnlyList<Measure> measures, Func<SmallCells> search)
    {
        var key = KeyOf(kind, own, table.Log, table.Day);
        if (cache.TryGet(key, out SmallCells? kept)) return kept!;
        var same = (tenant.Required.TenantId, kind, Fingerprint(own, table, roles, measures), ScopeOf(own));
        if (!cache.TryGet(same, out kept))
        {
            var found = search();
            kept = cache.Set(same, found, found.Count * BytesOfCell);
        }
        return cache.Set(key, kept!, 0);
    }

    private (string Site, SmallCount? Kind, RateLog Log, DateOnly Day, string Scope) KeyOf(SmallCount? kind, OwnUnits own, RateLog log, DateOnly day) =>
        (tenant.Required.TenantId, kind, log, day, ScopeOf(own));

    private static TrainingRole[] RolesOf(OwnUnits own, RateTable table) => [.. RoleFacts.All.Union(table.RolesAt(own.Unit.Id))];

    private static string ScopeOf(OwnUnits own) => string.Join(',', own.Figures.SubDistricts.Order()) + "|" + string.Join(',', own.Figures.Lines.Order());

    /// <summary>
    /// All that a search reads: these counts of the district and of each street by role and line, of which every total is the sum. What is not told must
    /// not hang on chance: a cryptographic hash, none of 32 bits.
    /// </summary>
    private static string Fingerprint(OwnUnits own, RateTable table, IReadOnlyList<TrainingRole> roles, IReadOnlyList<Measure> measures)
    {
        // A post that nobody of the district has, nobody has in a street.
        var posts = roles.SelectMany(_ => Lines, (r, l) => (Role: r, Line: l, Counts: table.Of(own.Unit.Id, r, l))).Where(p => measures.Any(m => p.Counts[m] > 0)).ToList();
        List<int> read = [own.Unit.Id, roles.Count, posts.Count, .. roles.Select(r => (int)r)];
        foreach (var (role, line, counts) in posts) read.AddRange([(int)role, (int)line, .. measures.Select(m => counts[m])]);
        foreach (var street in own.Streets)
        {
            read.Add(street.Id);
            foreach (var (role, line, _) in posts)
            {
                var counts = table.Of(street.Id, role, line);
                foreach (var measure in measures) read.Add(counts[measure]);
            }
        }
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(read))));
    }

    /// <summary>Null where the table itself tells the people of every role within the line.</summary>
    public async Task<LineDoubles?> DoublesAsync(OwnUnits own, RateTable table, Line? line, CancellationToken cancel)
    {
        if (line is not { } of || table.Mixed(own.IsSchool ? SchoolId : own.Unit.Id, of) is not { Count: > 0 } roles) return null;
        if (own.IsSchool)
            return new(of, table.Day, Posts(_states!.Where(s => s.Line == of), table.Day), NoneAbove);
        var key = (tenant.Required.TenantId, "doubles", table.Log, table.Day, of);
        if (cache.TryGet(key, out LineDoubles? kept)) return kept;
        var read = await doubles.ReadAsync(table.Day, of, roles, cancel);
        return cache.Set(key, read, read.Count * BytesOfDouble);
    }

    private async Task<RateTable> SchoolAsync(OwnUnits own, DateOnly day, CancellationToken cancel)
    {
        var works = own.Names.WorkUnits;
        // By person, which is indexed: all that was ever counted of the school's people, read once a request.
        _states ??= await (from s in db.Set<PostState>().AsNoTracking()
                           where db.Set<RoleAssignment>().Any(a => a.PersonId == s.PersonId && a.WorkUnitId != null && works.Contains(a.WorkUnitId.Value))
                               && s.WorkUnitId != null && works.Contains(s.WorkUnitId.Value)
                           select s).ToListAsync(cancel);
        return new(day, Sums(_states, day));
    }

    /// <summary>What the aggregate would hold of these posts on a day.</summary>
    private static IEnumerable<KeyValuePair<RateKey, int>> Sums(IEnumerable<PostState> states, DateOnly day) =>
        from person in Posts(states, day)
        from change in Contributions.Of([.. person], NoneAbove)
        where change.On <= day
        select KeyValuePair.Create(change.Key, change.Change);

    /// <summary>Those that hold the day, by person, as posts of the school.</summary>
    private static IEnumerable<IGrouping<long, CountedPost>> Posts(IEnumerable<PostState> states, DateOnly day) =>
        states.Where(s => s.Post.Holds(day)).GroupBy(s => s.PersonId, s => s.Post with { Place = s.Post.Place with { UnitId = SchoolId } });
}
