using System.Globalization;
using Training.Modules.Courseware.Services;
using Training.Platform.Jobs;

namespace Training.Modules.Insights.Services;

/// <summary>Every night after three: training effect, a module a step.</summary>
internal sealed class MeasureEffect(EffectMeasuring measuring, Catalog catalog) : IRecurringJob
{
    public const string Id = "insights.effect";

    public string Name => Id;
    public string Title => "计算培训效果";

    public string? PeriodOf(DateTime chinaNow) => chinaNow.Hour < 3 ? null : chinaNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="state">"{modules done} {learners}"; empty at first.</param>
    public async Task<JobStep> StepAsync(string state, CancellationToken cancel)
    {
        var modules = await catalog.ModulesAsync(cancel);
        var (done, learners) = state.Split(' ') is [var d, var n] ? (int.Parse(d, CultureInfo.InvariantCulture), int.Parse(n, CultureInfo.InvariantCulture)) : (0, 0);
        if (done < modules.Count)
        {
            learners += await measuring.MeasureAsync(modules[done].Code, cancel);
            done++;
        }
        return done < modules.Count
            ? new(string.Create(CultureInfo.InvariantCulture, $"{done} {learners}"), done, modules.Count, IsFinished: false)
            : new("", done, modules.Count, IsFinished: true, $"算了 {modules.Count} 个模块，{learners} 人次");
    }
}
