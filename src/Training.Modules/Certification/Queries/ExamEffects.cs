using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Services;
using Training.Modules.Courseware.Services;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.Practice.Services;
using Training.Platform.Localization;

namespace Training.Modules.Certification.Queries;

/// <summary>Says on the result of an exam what it did for the certificate: the decision of the rules, after the exam went into the ledger.</summary>
internal sealed class ExamEffects(Standing standing, Catalog catalog, Scenarios scenarios, FinalExams exams, Text text) : IExamEffects
{
    private const int Named = 5;

    public async Task<IReadOnlyList<ExamEffect>> OfAsync(long personId, string examCode, DateOnly takenOn, CancellationToken cancel)
    {
        var now = await standing.ForPersonAsync(personId, cancel);
        var titles = (await catalog.ModulesAsync(cancel)).ToDictionary(m => (RequirementKind.Module, m.Code), m => m.Title);
        foreach (var s in await scenarios.AllAsync(cancel)) titles[(RequirementKind.Scenario, s.Id)] = s.Title;
        var known = (await exams.AllAsync(cancel)).Select(e => e.Part.Code).ToHashSet();
        return [.. now.Roles.Select(Effect).OfType<ExamEffect>()];

        ExamEffect? Effect(RoleExplanation role)
        {
            var title = role.Role.Title();
            // What the last completion was reached with is named there; the open list says what counts next.
            if (role.LastMet.Any(CountedNow) && role.Standing is { Awaiting: null, Decisive: { } decisive } && decisive.Certificate.CompletedOn >= takenOn)
                return new(ExamEffectKind.Issued, title, decisive.Certificate.Number, [], 0);
            if (role.LastMet.Any(CountedNow) && role.Standing.Awaiting is not null) return new(ExamEffectKind.Waiting, title, null, [], 0);
            if (!role.Requirements.Any(Asks)) return null;
            var missing = role.Missing.ToList();
            return new(role.Requirements.Any(r => Asks(r) && r.IsMet) ? ExamEffectKind.Missing : ExamEffectKind.NotCounted, title, null,
                [.. missing.Take(Named).Select(r => (text.NameOf(r.Requirement, TitleOf), UrlOf(r)))], Math.Max(0, missing.Count - Named));
        }

        bool Asks(RequirementStanding r) => r.Requirement.Kind == RequirementKind.Exam && (r.Requirement.Subject.Length == 0 || r.Requirement.Subject == examCode);

        bool CountedNow(RequirementStanding r) => Asks(r) && r.Evidence is { Kind: EvidenceKind.ExamPassed } e && e.Subject == examCode && e.EffectiveOn == takenOn;

        string? TitleOf(Requirement r) => titles.GetValueOrDefault((r.Kind, r.Subject));

        string? UrlOf(RequirementStanding r) => r.Requirement is { Kind: RequirementKind.Exam, Subject: { Length: > 0 } code } && known.Contains(code)
            ? "/exams/" + code.ToLowerInvariant() : r.Url;
    }
}
