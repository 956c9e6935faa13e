using System.Linq.Expressions;
using System.Security.Claims;
using Training.Modules.People.Models;

namespace Training.Modules.People.Services;

/// <summary>
/// Whose rows somebody may see by name (domain/organisation.md §2): district staff all, street staff all lines of their
/// street, line staff their line across the district, a school's administrator the school. One object answers for the row and for the list, from one expression.
/// </summary>
public sealed class AssignmentScope
{
    private readonly Func<RoleAssignment, bool> _allows;

    private AssignmentScope(Expression<Func<RoleAssignment, bool>> filter)
    {
        Filter = filter;
        _allows = filter.Compile();
    }

    /// <summary>For the list.</summary>
    public Expression<Func<RoleAssignment, bool>> Filter { get; }

    /// <summary>Streets and lines that are wholly within the scope; null = all.</summary>
    public bool CoversAll { get; private init; }

    public IReadOnlySet<int> SubDistricts { get; private init; } = new HashSet<int>();
    public IReadOnlySet<Line> Lines { get; private init; } = new HashSet<Line>();

    /// <summary>Schools and agencies that are wholly within the scope.</summary>
    public IReadOnlySet<int> WorkUnits { get; private init; } = new HashSet<int>();

    /// <summary>Nothing but schools or agencies: not even the counts of a street or line are this reader's business.</summary>
    public bool OnlyWorkUnits => !CoversAll && SubDistricts.Count == 0 && Lines.Count == 0 && WorkUnits.Count > 0;

    /// <summary>For the row.</summary>
    public bool Allows(RoleAssignment assignment) => _allows(assignment);

    /// <summary>Of the roles that see names.</summary>
    public static AssignmentScope Of(ClaimsPrincipal user) => Of(user, PersonClaims.Scope);

    /// <summary>Whose practical tasks somebody may assess: the scope of an <see cref="StaffRole.Assessor"/> beside that of staff. It opens no names anywhere else.</summary>
    public static AssignmentScope ForAssessing(ClaimsPrincipal user) => Of(user, PersonClaims.Scope, PersonClaims.AssessScope);

    private static AssignmentScope Of(ClaimsPrincipal user, params ReadOnlySpan<string> types)
    {
        var all = false;
        var streets = new HashSet<int>();
        var lines = new HashSet<Line>();
        var works = new HashSet<int>();
        var read = types.ToArray();
        foreach (var claim in user.FindAll(c => read.Contains(c.Type)))
        {
            if (claim.Value == "*") all = true;
            else if (claim.Value.StartsWith("street:", StringComparison.Ordinal) && int.TryParse(claim.Value[7..], out var id)) streets.Add(id);
            else if (claim.Value.StartsWith("line:", StringComparison.Ordinal) && Enum.TryParse<Line>(claim.Value[5..], out var line)) lines.Add(line);
            else if (claim.Value.StartsWith("unit:", StringComparison.Ordinal) && int.TryParse(claim.Value[5..], out var work)) works.Add(work);
        }
        return all
            ? new(a => true) { CoversAll = true }
            : works.Count == 0
            ? new(a => streets.Contains(a.SubDistrictId) || lines.Contains(a.Line)) { SubDistricts = streets, Lines = lines }
            : new(a => streets.Contains(a.SubDistrictId) || lines.Contains(a.Line) || (a.WorkUnitId != null && works.Contains(a.WorkUnitId.Value)))
            {
                SubDistricts = streets, Lines = lines, WorkUnits = works,
            };
    }

    /// <summary>The same for somebody who is not signed in, e.g. whom a nightly list goes to.</summary>
    public static AssignmentScope Of(IEnumerable<StaffGrant> grants) =>
        Of(new ClaimsPrincipal(new ClaimsIdentity(grants.Select(g => new Claim(PersonClaims.Scope, Write(g))))));

    internal static string Write(StaffGrant grant) => grant.Role switch
    {
        StaffRole.SiteAdmin or StaffRole.DistrictStaff => "*",
        StaffRole.SubDistrictStaff => "street:" + grant.SubDistrictId,
        StaffRole.LineStaff => "line:" + grant.Line,
        StaffRole.SchoolAdmin => "unit:" + grant.WorkUnitId,
        StaffRole.Assessor => grant switch { { SubDistrictId: { } street } => "street:" + street, { Line: { } line } => "line:" + line, _ => "*" },
        _ => "-",
    };
}
