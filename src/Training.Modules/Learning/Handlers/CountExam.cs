using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Platform.Data;

namespace Training.Modules.Learning.Handlers;

/// <summary>A passed final exam goes into the ledger.</summary>
internal sealed class CountExam(EvidenceLedger ledger, TimeProvider clock) : IHandle<FinalExamPassed>
{
    public async Task HandleAsync(FinalExamPassed news, CancellationToken cancel)
    {
        var evidence = EvidenceRules.ExamPassed(
            news.PersonId, news.ExamCode, news.ExamVersionId, news.Percent, news.On, await ledger.ForPersonAsync(news.PersonId, cancel), clock.UtcNow());
        if (evidence is not null) await ledger.RecordAsync(evidence, cancel);
    }
}
