using Training.Modules.Assessment.Models;
using Training.Modules.Learning.Services;
using Training.Platform.Data;

namespace Training.Modules.Learning.Handlers;

/// <summary>What a failed 先测后免 showed to be known need not be read.</summary>
internal sealed class SkipMasteredLessons(ModuleCompletion completion) : IHandle<TestOutFellShort>
{
    public Task HandleAsync(TestOutFellShort news, CancellationToken cancel) => completion.SkipAsync(news.PersonId, news.ModuleCode, news.LessonIds, news.On, cancel);
}
