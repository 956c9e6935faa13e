using Training.Modules.Assessment.Models;
using Training.Modules.Learning.Models;
using Training.Modules.Learning.Services;
using Training.Platform.Data;

namespace Training.Modules.Learning.Handlers;

/// <summary>A passed check completes its module, at once or when the last lesson is done.</summary>
internal sealed class CountKnowledgeCheck(ModuleCompletion completion) : IHandle<KnowledgeCheckPassed>
{
    public Task HandleAsync(KnowledgeCheckPassed news, CancellationToken cancel) => completion.CheckPassedAsync(new CheckPass
    {
        PersonId = news.PersonId, ModuleCode = news.ModuleCode, CheckVersionId = news.CheckVersionId, Percent = news.Percent, On = news.On,
        TestOut = news.TestOut,
    }, cancel);
}
