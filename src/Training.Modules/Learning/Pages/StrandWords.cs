using Training.Modules.Courseware.Models;
using Training.Platform.Localization;

namespace Training.Modules.Learning.Pages;

/// <summary>Names of the strands on screen (domain/curriculum.md).</summary>
internal static class StrandWords
{
    public static string Strand(this Text text, Strand strand) => strand switch
    {
        Courseware.Models.Strand.O => text["基础与伦理"],
        Courseware.Models.Strand.R => text["心理风险识别"],
        Courseware.Models.Strand.T => text["实用心理工具"],
        _ => text["家庭教育指导"],
    };
}
