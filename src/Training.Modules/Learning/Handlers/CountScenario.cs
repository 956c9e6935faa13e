using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Modules.Practice.Models;
using Training.Platform.Data;

namespace Training.Modules.Learning.Handlers;

/// <summary>A passed scenario goes into the ledger.</summary>
internal sealed class CountScenario(EvidenceLedger ledger, TimeProvider clock) : IHandle<ScenarioPassed>
{
    public async Task HandleAsync(ScenarioPassed news, CancellationToken cancel)
    {
        var evidence = EvidenceRules.ScenarioPassed(
            news.PersonId, news.ScenarioId, news.VersionId, news.Percent, news.On, await ledger.ForPersonAsync(news.PersonId, cancel), clock.UtcNow());
        if (evidence is not null) await ledger.RecordAsync(evidence, cancel);
    }
}
