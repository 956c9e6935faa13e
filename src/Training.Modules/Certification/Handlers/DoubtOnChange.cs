using Training.Modules.Certification.Models;
using Training.Modules.Certification.Review;
using Training.Platform.Data;

namespace Training.Modules.Certification.Handlers;

/// <summary>The ledger or a certificate of a person has changed: in the same transaction it is seen whether a certificate lost its basis.</summary>
internal sealed class DoubtOnChange(Doubts doubts) : IHandle<StandingChanged>
{
    public Task HandleAsync(StandingChanged news, CancellationToken cancel) => doubts.RefreshAsync(news.PersonId, cancel);
}
