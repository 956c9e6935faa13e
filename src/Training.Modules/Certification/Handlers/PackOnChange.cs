using Training.Modules.Certification.Models;
using Training.Modules.Certification.Simulation;
using Training.Platform.Data;

namespace Training.Modules.Certification.Handlers;

/// <summary>What the rules ask about a person has changed: in the same transaction the pack follows.</summary>
internal sealed class PackOnChange(ProofPacks packs) : IHandle<StandingChanged>
{
    public Task HandleAsync(StandingChanged news, CancellationToken cancel) => packs.RefreshAsync(news.PersonId, cancel);
}
