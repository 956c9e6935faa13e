using Training.Modules.Certification.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;

namespace Training.Modules.Reporting.Handlers;

/// <summary>Something that rates count has changed for a person: in the same transaction the counts follow.</summary>
internal sealed class CountOnChange(RateProjection projection) : IHandle<StandingChanged>
{
    public Task HandleAsync(StandingChanged news, CancellationToken cancel) => projection.ReplaceAsync(news.PersonId, cancel);
}
