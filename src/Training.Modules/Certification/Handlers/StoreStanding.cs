using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Platform.Data;

namespace Training.Modules.Certification.Handlers;

/// <summary>Whoever says that a standing changed has it stored, in the same transaction.</summary>
internal sealed class StoreStanding(StandingStore store) : IHandle<StandingChanged>
{
    public Task HandleAsync(StandingChanged news, CancellationToken cancel) => store.ReplaceAsync([news.PersonId], cancel);
}
