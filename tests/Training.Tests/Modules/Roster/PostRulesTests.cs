using Training.Modules.People.Models;
using Training.Modules.Roster.Models;

namespace Training.Tests.Modules.Roster;

public sealed class PostRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 10);
    private static readonly OrgUnit Street = new() { Code = "1", Name = "甲街道", Kind = OrgUnitKind.SubDistrict };
    private static readonly OrgUnit School = new() { Code = "1S", Name = "示例学校", Kind = OrgUnitKind.School, Line = Line.Education };

    private static RoleAssignment Post(DateOnly start, DateOnly? end = null, TrainingRole role = TrainingRole.ChildDirector) =>
        new() { PersonId = 1, Role = role, Line = role.LineOf(), SubDistrictId = 1, Start = start, End = end, RecordedUtc = DateTime.UnixEpoch };

    private static List<string> Fields(TrainingRole role, Place? place, DateOnly? start, DateOnly? end, params RoleAssignment[] others) =>
        [.. PostRules.Check(role, place, start, end, others, Today).Select(p => p.Field)];

    [Fact]
    public void A_post_after_the_last_day_of_another_is_fine_and_on_it_is_not()
    {
        var earlier = Post(new(2024, 1, 1), new(2026, 5, 15));
        Assert.Empty(Fields(TrainingRole.ChildDirector, new(Street, null), new(2026, 5, 16), null, earlier));
        Assert.Equal(["start"], Fields(TrainingRole.ChildDirector, new(Street, null), new(2026, 5, 15), null, earlier));
        Assert.Empty(Fields(TrainingRole.NeighborMother, new(Street, null), new(2026, 5, 15), null, earlier));
    }

    [Fact]
    public void An_open_post_leaves_no_room_after_it() =>
        Assert.Equal(["start"], Fields(TrainingRole.ChildDirector, new(Street, null), new(2027, 1, 1), null, Post(new(2024, 1, 1))));

    [Fact]
    public void A_school_takes_roles_of_its_line_only()
    {
        Assert.Equal(["place"], Fields(TrainingRole.ChildDirector, new(Street, School), new(2026, 1, 1), null));
        Assert.Empty(Fields(TrainingRole.Teacher, new(Street, School), new(2026, 1, 1), null));
    }

    [Fact]
    public void Days_are_refused_that_cannot_be()
    {
        Assert.Equal(["end"], Fields(TrainingRole.Teacher, new(Street, null), new(2026, 1, 2), new(2026, 1, 1)));
        Assert.Equal(["place", "start"], Fields(TrainingRole.Teacher, null, null, null));
        Assert.Equal(["start"], Fields(TrainingRole.Teacher, new(Street, null), Today.AddYears(1).AddDays(1), null));
        Assert.Equal(["end"], PostRules.CheckEnd(Post(new(2026, 3, 1)), new(2026, 2, 28), Today).Select(p => p.Field));
    }

    [Fact]
    public void A_leave_lies_within_the_post_and_beside_others()
    {
        var post = Post(new(2026, 1, 1), new(2026, 6, 30));
        var other = new Leave { AssignmentId = 1, Kind = LeaveKind.Sick, Start = new(2026, 2, 1), End = new(2026, 2, 28), RecordedUtc = DateTime.UnixEpoch };
        Assert.Empty(PostRules.CheckLeave(post, LeaveKind.Sick, new(2026, 3, 1), new(2026, 4, 1), [other], Today));
        Assert.Equal(["start"], PostRules.CheckLeave(post, LeaveKind.Sick, new(2026, 2, 28), null, [other], Today).Select(p => p.Field));
        Assert.Equal(["start"], PostRules.CheckLeave(post, LeaveKind.Sick, new(2026, 7, 1), null, [], Today).Select(p => p.Field));
    }
}
