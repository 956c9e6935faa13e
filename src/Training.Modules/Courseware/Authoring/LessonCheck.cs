using Training.Modules.Courseware.Services;

namespace Training.Modules.Courseware.Authoring;

/// <summary>Holds <see cref="LessonRules"/> against the words and the addresses of this site.</summary>
public sealed class LessonCheck(AuthoringWords words, Catalog catalog)
{
    public async Task<IReadOnlyList<LessonProblem>> OfAsync(LessonText text, LessonText? published, CancellationToken cancel)
    {
        var modules = await catalog.ModulesAsync(cancel);
        return LessonRules.Check(text, published, url => SiteLinks.Fixed.Contains(url) || modules.Any(m => Leads(m, url)), words.Find);
    }

    private static bool Leads(Models.ModuleView module, string url)
    {
        var own = $"/modules/{module.Code}";
        if (!url.StartsWith(own, StringComparison.Ordinal)) return false;
        var rest = url[own.Length..];
        return rest.Length == 0 || rest == "/tool" && module.Tool is not null
            || rest.StartsWith("/lessons/", StringComparison.Ordinal) && int.TryParse(rest[9..], out var n) && n >= 1 && n <= module.Lessons.Count;
    }
}
