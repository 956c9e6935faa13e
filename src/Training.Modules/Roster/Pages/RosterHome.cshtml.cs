using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Roster.Models;
using Training.Modules.Roster.Queries;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Roster.Pages;

/// <summary>人员名册: who works within one's scope.</summary>
[Authorize(RosterPermissions.KeepRoster)]
public sealed class RosterHomeModel(RosterList list, Places places, TenantDb db, PermissionTable permissions, PageFrame frame, Text text) : RosterPage(frame, text)
{
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }

    /// <summary>Code of a street or unit.</summary>
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }

    [BindProperty(SupportsGet = true)] public Line? Line { get; set; }
    [BindProperty(SupportsGet = true)] public TrainingRole? Role { get; set; }
    [BindProperty(SupportsGet = true)] public bool Past { get; set; }
    [BindProperty(SupportsGet = true)] public string? After { get; set; }

    public IReadOnlyList<RosterRow> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public IReadOnlyList<PlaceGroup> Choice { get; private set; } = [];
    public IReadOnlyDictionary<int, string> Units { get; private set; } = new Dictionary<int, string>();
    public bool IsSchool { get; private set; }
    public bool MayMerge => permissions.Has(User, RosterPermissions.MergeUnits);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        SetFrame(Text["人员名册"]);
        var scope = AssignmentScope.Of(User);
        IsSchool = scope.OnlyWorkUnits;
        Q = (Q ?? "").Trim() is { Length: <= RosterFilter.WordsMax } typed ? typed : "";
        Choice = await places.ChoiceAsync(scope, anywhere: false, cancel);
        var unit = Choice.SelectMany(g => g.Units.Prepend(g.Street)).FirstOrDefault(u => u.Code == Unit);
        (Rows, More) = await list.PageAsync(User, new(Q, unit?.Id, Line, Role, Past), After, cancel);
        var ids = Rows.SelectMany(r => r.Posts).SelectMany(p => new[] { p.SubDistrictId, p.WorkUnitId ?? 0 }).Distinct().ToList();
        Units = await db.Set<OrgUnit>().AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancel);
    }

    public string Place(RoleAssignment post) => Units.GetValueOrDefault(post.SubDistrictId) + (post.WorkUnitId is { } work ? " " + Units.GetValueOrDefault(work) : "");

    /// <summary>Address of the next page.</summary>
    public string Next => "?q=" + Uri.EscapeDataString(Q ?? "") + "&unit=" + Uri.EscapeDataString(Unit ?? "") + "&line=" + Line + "&role=" + Role + "&past=" + (Past ? "true" : "false")
        + "&after=" + Uri.EscapeDataString(Rows[^1].StaffNo);
}
