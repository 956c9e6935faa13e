using Training.Modules.Assessment.Services;
using Training.Modules.Certification.Models.Rules;
using Training.Modules.Certification.Services;
using Training.Modules.Learning.Services;
using Training.Modules.People.Models;

namespace Training.Modules.Certification.Queries;

/// <summary>
/// Says on the result of a knowledge check which schemes are not content with its score: the decision of the rules, after a pass
/// went into the ledger. So nobody who reads 通过 takes a module for done that their certificate still waits for.
/// </summary>
internal sealed class SchemeMarks(Standing standing, ModuleCompletion completion) : ISchemeMarks
{
    public async Task<IReadOnlyList<SchemeMark>> AboveAsync(long personId, string moduleCode, int percent, DateOnly takenOn, CancellationToken cancel)
    {
        var now = await standing.ForPersonAsync(personId, cancel);
        var asked = now.Roles.Select(r => (Title: r.Role.Title(), Percent: MarkOf(r))).Where(m => m.Percent > percent).ToList();
        if (asked.Count == 0) return [];
        // A better pass may wait for the lessons to be read.
        var waiting = (await completion.WaitingAsync(personId, moduleCode, cancel))?.Percent ?? 0;
        return [.. asked.Where(m => m.Percent > waiting).Select(m => new SchemeMark(m.Title, m.Percent!.Value))];

        // Of several lines for one module the highest: one more attempt is then enough for all.
        int? MarkOf(RoleExplanation role) => role.Standing.Open is not { } open ? null : role.Requirements
            .Where(r => !r.IsMet && r.Requirement.Kind == RequirementKind.Module && r.Requirement.Subject == moduleCode && Begins(r, open.Cycle.From, open.Cycle.Since) <= takenOn)
            .Max(r => (r.Result.Rule as Shown)?.LeastScore());

        static DateOnly Begins(RequirementStanding r, DateOnly? from, DateOnly? since) =>
            r.Result.ChangedOn ?? (r.Result.Rule is Shown { SinceLastCompletion: true } && since is not null ? since : from) ?? DateOnly.MinValue;
    }
}
