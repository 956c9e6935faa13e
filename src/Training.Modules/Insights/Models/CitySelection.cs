using Training.Modules.People.Models;
using Training.Modules.Reporting.Queries;

namespace Training.Modules.Insights.Models;

/// <summary>What an address of the city's pages asks for: a day, and at most one role, scheme and line.</summary>
public sealed record CitySelection(RateSelection Asked)
{
    /// <summary>A scheme is that of one role, so both narrow the posts to a role; where the address names two, the role goes first.</summary>
    public TrainingRole? Role => Asked.Role ?? Asked.Scheme;

    public Line? Line => Asked.Line;

    public DateOnly Day => Asked.Day;

    /// <summary>The address names a role and the scheme of another: nobody is trained by both.</summary>
    public bool SchemeRefused => Asked is { Role: { } role, Scheme: { } scheme } && role != scheme;

    /// <summary>"?date=…&amp;…" of what is shown.</summary>
    public string Address => (SchemeRefused ? Asked with { Scheme = null } : Asked).Address(null, Asked.Role);

    /// <summary>The same for another line.</summary>
    public string AddressOf(Line? line) => (this with { Asked = Asked with { Line = line } }).Address;
}
