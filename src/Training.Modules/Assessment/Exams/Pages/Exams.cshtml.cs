using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Platform.Data;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Assessment.Exams.Pages;

/// <summary>The exams of this site: those for the reader's posts first, with where they stand. Two queries.</summary>
public sealed class ExamsModel(FinalExams exams, PeopleDirectory people, PageFrame frame, Text text, TimeProvider clock) : PageModel
{
    /// <param name="Status">Null before the first attempt.</param>
    public sealed record Row(Exam Exam, CheckStatus? Status);

    public IReadOnlyList<(string Title, IReadOnlyList<Row> Rows)> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        IReadOnlyDictionary<string, CheckStatus> status = new Dictionary<string, CheckStatus>();
        var roles = new HashSet<TrainingRole>();
        if (User.PersonId() is { } person)
        {
            status = await exams.StatusAsync(person, cancel);
            var today = clock.Today();
            roles = [.. (await people.AssignmentsAsync(person, cancel)).Where(a => a.Start <= today && (a.End ?? today) >= today).Select(a => a.Role)];
        }
        var rows = (await exams.AllAsync(cancel)).ToLookup(e => e.Part.Roles.Any(roles.Contains), e => new Row(e, status.GetValueOrDefault(e.Part.Code)));
        Groups = [.. new (string, IReadOnlyList<Row>)[] { (text["我的岗位"], [.. rows[true]]), (text["其他岗位"], [.. rows[false]]) }.Where(g => g.Item2.Count > 0)];
        frame.Title = text["结业考试"];
        frame.Nav = "home";
    }
}
