using System.Security.Claims;
using Training.Modules.People.Services;
using Training.Modules.Submissions.Documents;

namespace Training.Modules.Submissions.Services;

/// <summary>What of the district's reports somebody of the district may be told: the same on the page and in a file.</summary>
public sealed class ReportReaders(PeopleDirectory directory)
{
    public async Task<DocumentReader> OfAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        var scope = AssignmentScope.Of(user);
        if (scope.CoversAll) return DocumentReader.District;
        return DocumentReader.Within(
            (await directory.ReportingUnitsAsync(cancel)).Where(u => scope.SubDistricts.Contains(u.Id)).Select(u => u.Code).ToHashSet(), scope.Lines.Select(l => l.ToString()).ToHashSet());
    }
}
