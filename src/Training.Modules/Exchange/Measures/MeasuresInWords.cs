using System.Text.Json;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.Reporting.Pages;
using Training.Platform.Localization;

namespace Training.Modules.Exchange.Measures;

/// <summary>What each number of an answer is a count of, by its name there, in the language of whoever asks.</summary>
public sealed record MeasuresInWords(IReadOnlyDictionary<string, string> Assignments, IReadOnlyDictionary<string, string> Persons, string Lines, string? Scheme)
{
    private static readonly Measure[] Counts =
    [
        Measure.InPost, Measure.ExcludedNewcomer, Measure.ExcludedLeave, Measure.ExcludedNotYetInScope, Measure.Required, Measure.Exempt, Measure.Completed, Measure.Certified,
        Measure.ExpiringSoon, Measure.Expired, Measure.NeverCertified, Measure.RevokedOrSuspended, Measure.EarlyCertified,
    ];

    /// <param name="byScheme">A version of a scheme was asked for.</param>
    public static MeasuresInWords Of(Text text, bool byScheme)
    {
        var posts = Counts.ToDictionary(m => Name(m), m => text[m.Words(CountBasis.Assignment)]);
        posts["completion_rate"] = text["已完成 ÷ 应训。合计是分子之和除以分母之和。"];
        posts["certification_rate"] = text["持证 ÷ 应训。合计是分子之和除以分母之和。"];
        posts["annual_refresh_rate"] = text["本年已轮训 ÷ 应轮训。"];
        var people = Counts.ToDictionary(m => m == Measure.Certified ? "all_certified" : Name(m), m => text[m.Words(CountBasis.Person)]);
        people["any_certified"] = text[Measure.PersonAnyCertified.Words(CountBasis.Person)];
        people["completion_rate"] = text["已完成人数 ÷ 应训人数。"];
        people["all_certified_rate"] = text["全岗持证人数 ÷ 应训人数。"];
        people["any_certified_rate"] = text["至少一岗持证人数 ÷ 应训人数。"];
        people["annual_refresh_rate"] = text["本年已轮训人数 ÷ 应轮训人数。"];
        return new(posts, people, text["按截至日当天所在的街镇和条线。用现有的最新记录计算，后来补录的会改变过去的数。"],
            byScheme ? text["只数这一岗位的任职，而且这一版方案在截至日要在施行。一天只有一版施行，所以不按版本再分；按以前版本发的证书，在有效期内照样算持证。"] : null);
    }

    /// <summary>As in the answer; the exclusions stand together there.</summary>
    private static string Name(Measure measure) => measure switch
    {
        Measure.ExcludedNewcomer => "excluded.newcomer",
        Measure.ExcludedLeave => "excluded.leave",
        Measure.ExcludedNotYetInScope => "excluded.not_yet_in_scope",
        _ => JsonNamingPolicy.SnakeCaseLower.ConvertName(measure.ToString()),
    };
}
