using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Services;
using Training.Modules.Courseware.Models;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Services;
using Training.Modules.Practice.Services;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Queries;

/// <summary>What somebody has to do and has done, the most pressing first. Three queries besides those of <see cref="Standing"/>, a fourth where an exam is asked for.</summary>
public sealed class TrainingBoard(Catalog catalog, ReadingProgress reading, KnowledgeChecks checks, Scenarios scenarios, FinalExams exams, Text text)
{
    public async Task<IReadOnlyList<BoardItem>> ForPersonAsync(long personId, PersonStanding standing, CancellationToken cancel)
    {
        var wanted = standing.Roles.SelectMany(r => Wanted(r, standing.Day)).ToList();
        if (wanted.Count == 0) return [];
        var read = await reading.ForPersonAsync(personId, cancel);
        var checkStates = await checks.StatusAsync(personId, cancel);
        var scenarioStates = await scenarios.StatusAsync(personId, cancel);
        var modules = (await catalog.ModulesAsync(cancel)).ToDictionary(m => m.Code);
        var allScenarios = (await scenarios.AllAsync(cancel)).ToDictionary(s => s.Id);

        var examStates = wanted.Exists(w => w.Requirement.Kind == RequirementKind.Exam) ? await exams.StatusAsync(personId, cancel) : new Dictionary<string, CheckStatus>();
        var allExams = (await exams.AllAsync(cancel)).ToDictionary(e => e.Part.Code);

        var items = new List<BoardItem>();
        // A course that several roles want stands once: open if one of them still needs it, with the earliest day.
        foreach (var group in wanted.GroupBy(w => (w.Requirement.Kind, w.Requirement.Subject, Name: w.Requirement.Subject.Length > 0 ? null : w.Requirement.Label)))
        {
            var one = group.Where(w => w.Met is null).OrderBy(w => w.Due ?? DateOnly.MaxValue).FirstOrDefault() ?? group.First();
            switch (one.Requirement)
            {
                case { Kind: RequirementKind.Scenario, Subject.Length: > 0 }:
                    if (allScenarios.TryGetValue(one.Requirement.Subject, out var scenario)) items.Add(OfScenario(one, scenario));
                    break;
                case { Kind: RequirementKind.Module, Subject.Length: > 0 }:
                    if (modules.TryGetValue(one.Requirement.Subject, out var module)) items.Add(OfModule(one, module));
                    break;
                case { Kind: RequirementKind.Exam, Subject.Length: > 0 } when allExams.TryGetValue(one.Requirement.Subject, out var exam):
                    items.Add(OfExam(one, exam));
                    break;
                default:
                    items.Add(Item(one, text.NameOf(one.Requirement, _ => null), one.Requirement is { Kind: RequirementKind.Exam, Subject.Length: > 0 } ? null : one.Url) with { Short = text.Shortfalls(one.Result!) });
                    break;
            }
        }
        return [.. items.OrderBy(i => i.IsMet).ThenBy(i => i.IsMet ? DateOnly.MinValue : i.Due ?? DateOnly.MaxValue).ThenByDescending(i => i.IsMet ? i.MetOn : null)];

        BoardItem OfModule(WantedItem w, ModuleView module)
        {
            var open = module.Lessons.Select((lesson, i) => (lesson, number: i + 1)).Where(l => read.GetValueOrDefault(l.lesson.ContentItemId)?.Completed != true).ToList();
            var waits = open.Count == 0 ? checkStates.GetValueOrDefault(module.Code)?.NextAllowedUtc : null;
            var url = "/modules/" + module.Code.ToLowerInvariant();
            var step = open.Count > 0
                ? new NextStep(NextStepKind.Lesson, open[0].lesson.DisplayText, open[0].number, open[0].lesson.As<LessonPart>().Minutes, $"{url}/lessons/{open[0].number}")
                : new NextStep(NextStepKind.Check, "", 0, 0, url + "/check");
            return Item(w, module.Title, url) with
            {
                Hours = module.Hours, Lessons = module.Lessons.Count, LessonsDone = module.Lessons.Count - open.Count,
                WaitsUntilUtc = w.Met is null ? waits : null, Step = w.Met is null && waits is null ? step : null,
            };
        }

        BoardItem OfExam(WantedItem w, Exam exam)
        {
            var url = "/exams/" + exam.Part.Code.ToLowerInvariant();
            var waits = examStates.GetValueOrDefault(exam.Part.Code)?.NextAllowedUtc;
            return Item(w, exam.Title, url) with
            {
                Minutes = exam.Part.Minutes, WaitsUntilUtc = w.Met is null ? waits : null,
                Step = w.Met is null && waits is null ? new NextStep(NextStepKind.Exam, exam.Title, 0, exam.Part.Minutes, url) : null,
            };
        }

        BoardItem OfScenario(WantedItem w, Scenario scenario)
        {
            var url = "/scenarios/" + scenario.Id.ToLowerInvariant();
            var waits = scenarioStates.GetValueOrDefault(scenario.Id)?.NextAllowedUtc;
            return Item(w, scenario.Title, url) with
            {
                Minutes = scenario.Part.Minutes, WaitsUntilUtc = w.Met is null ? waits : null,
                Step = w.Met is null && waits is null ? new NextStep(NextStepKind.Scenario, scenario.Title, 0, scenario.Part.Minutes, url) : null,
            };
        }
    }

    private static BoardItem Item(WantedItem w, string title, string? url) => new()
    {
        Requirement = w.Requirement, Role = w.Role.Role, Title = title, Url = url, MetOn = w.Met?.On, Score = w.Met?.Score, Due = w.Due,
        TooLow = w.Result is { TooLow.Score: { } got, Rule: Shown shown } && shown.LeastScore() is { } needed ? (got, needed) : null,
    };

    /// <summary>
    /// The list that is open today; for somebody certified with nothing to do yet, what the certificate was earned with. And modules
    /// to be shown anew by a deadline.
    /// </summary>
    private static IEnumerable<WantedItem> Wanted(RoleExplanation role, DateOnly today)
    {
        var list = role.Standing.Open?.IsOpenOn(today) == true ? role.Requirements : role.LastMet;
        return list.Select(r => new WantedItem(role, r.Requirement, r.MetOn is { } on ? new(on, r.Evidence?.Score) : null, r.Url, r.Result, role.Due))
            .Concat(role.Updates.Select(u => new WantedItem(role, new(RequirementKind.Module, u.ModuleCode), null, null, null, u.Deadline)));
    }

    private sealed record WantedItem(RoleExplanation Role, Requirement Requirement, Met? Met, string? Url, RuleResult? Result, DateOnly? Due);

    private sealed record Met(DateOnly On, int? Score);
}
