using Microsoft.EntityFrameworkCore;
using Training.Modules.Demo.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Demo.Services;

/// <summary>Gives each street its made-up 居民区 and schools: 示例第一居民区, 示例第一中学 … – never a real name.</summary>
internal sealed class DemoUnits(TenantDb db, TimeProvider clock)
{
    private static readonly SchoolKind[] Kinds = [SchoolKind.Primary, SchoolKind.JuniorSecondary, SchoolKind.NineYear, SchoolKind.Kindergarten, SchoolKind.SeniorSecondary, SchoolKind.Vocational];

    private static readonly string[] Numerals = "一 二 三 四 五 六 七 八 九 十".Split(' ');

    /// <param name="neighborhoods">Number of 居民区 by street code (domain/organisation.md §1); 8 where not given.</param>
    public async Task<IReadOnlyList<DemoStreet>> MakeAsync(IReadOnlyDictionary<string, int> neighborhoods, double size, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var streets = await db.Set<OrgUnit>().Where(u => u.Kind == OrgUnitKind.SubDistrict).OrderBy(u => u.Code).ToListAsync(cancel);
        var made = new List<(OrgUnit Street, List<OrgUnit> Neighborhoods, List<OrgUnit> Schools)>();
        foreach (var street in streets)
        {
            var homes = Enumerable.Range(1, neighborhoods.GetValueOrDefault(street.Code, 8))
                .Select(n => new OrgUnit { Code = $"{street.Code}{n:000}", Name = $"示例第{Numeral(n)}居民区", Kind = OrgUnitKind.Neighborhood, ParentId = street.Id, RecordedUtc = now }).ToList();
            var schools = Enumerable.Range(1, Math.Max(1, (int)Math.Round(4.6 * size)))
                .Select(n => new OrgUnit { Code = $"{street.Code}S{n:00}", Name = $"示例第{Numeral(n)}学校", Kind = OrgUnitKind.School, ParentId = street.Id, Line = Line.Education, SchoolKind = Kinds[(n - 1) % Kinds.Length], RecordedUtc = now }).ToList();
            db.AddRange(homes);
            db.AddRange(schools);
            made.Add((street, homes, schools));
        }
        await db.SaveChangesAsync(cancel);
        return [.. made.Select(m => new DemoStreet(m.Street.Id, [.. m.Neighborhoods.Select(u => u.Id)], [.. m.Schools.Select(u => u.Id)]))];
    }

    private static string Numeral(int n) => n <= 10 ? Numerals[n - 1]
        : (n < 20 ? "" : Numerals[(n / 10) - 1]) + "十" + (n % 10 == 0 ? "" : Numerals[(n % 10) - 1]);
}
