using Training.Modules.Certification.Services;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Certification.Handlers;

/// <summary>The ledger grew, or a role was taken up or laid down: in the same transaction the person's certificates follow.</summary>
internal sealed class EvaluateOnChange(Evaluation evaluation) : IHandle<EvidenceRecorded>, IHandle<AssignmentsChanged>
{
    public Task HandleAsync(EvidenceRecorded news, CancellationToken cancel) => evaluation.RunAsync(news.PersonId, cancel);

    public Task HandleAsync(AssignmentsChanged news, CancellationToken cancel) => evaluation.RunAsync(news.PersonId, cancel);
}
