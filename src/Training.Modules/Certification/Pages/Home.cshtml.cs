using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Queries;
using Training.Modules.Certification.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Certification.Pages;

/// <summary>我的培训: the one thing to do next, where the certificates stand, what is required until when, whom to call.</summary>
public sealed class HomeModel(
    Standing standings, TrainingBoard board, Catalog catalog, PeopleDirectory people, ICrisisSource crisis, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    /// <summary>Days before the due day from which a line is marked.</summary>
    public const int SoonDays = 14;

    public DateOnly Today { get; private set; }
    public string Greeting { get; private set; } = "";
    public string RoleLine { get; private set; } = "";
    public IReadOnlyList<RoleExplanation> Roles { get; private set; } = [];
    public IReadOnlyList<BoardItem> Items { get; private set; } = [];
    public IReadOnlyList<CertificateRing> Rings { get; private set; } = [];
    public IReadOnlyList<CrisisNumber> Numbers { get; private set; } = [];

    /// <summary>The most pressing course on which something can be done now.</summary>
    public BoardItem? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Today = clock.Today();
        frame.Title = text["我的培训"];
        frame.Nav = "home";
        Numbers = await crisis.NumbersAsync(cancel);
        Greeting = text[ChinaTime.Local(clock.UtcNow()).Hour switch { < 6 => "夜深了，{0}", < 12 => "上午好，{0}", < 18 => "下午好，{0}", _ => "晚上好，{0}" }, User.Name()];
        RoleLine = Day();
        if (User.PersonId() is not { } personId) return;

        var standing = await standings.ForPersonAsync(personId, cancel);
        Roles = standing.Roles;
        Items = await board.ForPersonAsync(personId, standing, cancel);
        // Of what is due first, the course already begun: people finish one thing before the next. An exam comes after the courses.
        // What is not asked for yet is never the next thing: the list below offers it.
        var open = Items.Where(i => !i.IsMet && i.Step is not null && i.Due is not null).ToList();
        Next = open.Where(i => i.Due == open[0].Due).OrderBy(i => i.Step!.Kind == NextStepKind.Exam).ThenByDescending(i => i.IsStarted).FirstOrDefault();
        var hours = (await catalog.ModulesAsync(cancel)).ToDictionary(m => m.Code, m => m.Hours);
        Rings = [.. Roles.Select(r => CertificateRing.Of(r, Today, hours))];
        var units = await people.ReportingUnitsAsync(cancel);
        RoleLine = string.Join(" · ", ((string[])
        [
            string.Join(text["、"], Roles.Select(r => text[r.Role.Title()])),
            string.Join(text["、"], Roles.Select(r => units.FirstOrDefault(u => u.Id == r.Assignment.SubDistrictId)?.Name).OfType<string>().Distinct()),
            Day(),
        ]).Where(part => part.Length > 0));
    }

    /// <summary>The ring stands twice on the page, once for each width of screen; ids must differ.</summary>
    public RingPanel Panel(int i, string place) => new(Rings[i], Today, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"cs-{place}{i}"), Rings.Count > 1);

    /// <summary>11月9日 星期一</summary>
    private string Day() => text.ShortDate(Today) + " " + text[Today.DayOfWeek switch
    {
        DayOfWeek.Monday => "星期一", DayOfWeek.Tuesday => "星期二", DayOfWeek.Wednesday => "星期三", DayOfWeek.Thursday => "星期四",
        DayOfWeek.Friday => "星期五", DayOfWeek.Saturday => "星期六", _ => "星期日",
    }];
}

/// <summary>One ring with its heading's id; with several roles each names its own.</summary>
public sealed record RingPanel(CertificateRing Ring, DateOnly Today, string Id, bool NameRole);
