using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Training.Modules.Courseware.Models;

/// <summary>A word that content does not use (domain/safety.md §1–2).</summary>
public sealed record ForbiddenTerm
{
    [StringLength(20, MinimumLength = 2)] public required string Term { get; init; }

    [Description("Why, for the author who meets the refusal"), StringLength(80, MinimumLength = 4)]
    public required string Reason { get; init; }

    [Description("What to write instead"), StringLength(80, MinimumLength = 2)]
    public required string Suggestion { get; init; }

    [Description("Longer words in which the term is right, e.g. 精神病性 for 精神病")]
    public IReadOnlyList<string> Except { get; init; } = [];

    [Description("Files below content/ that show the word as an example of what not to say")]
    public IReadOnlyList<string> AllowedIn { get; init; } = [];
}

/// <summary>The file <c>content/forbidden-terms.yaml</c>.</summary>
[Description("Words that content does not use")]
public sealed record ForbiddenTermsFile
{
    public required IReadOnlyList<ForbiddenTerm> Terms { get; init; }
}
