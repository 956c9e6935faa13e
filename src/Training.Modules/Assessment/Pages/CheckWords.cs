using Training.Modules.Assessment.Models;
using Training.Platform.Localization;

namespace Training.Modules.Assessment.Pages;

/// <summary>How the pages name things.</summary>
internal static class CheckWords
{
    public static string Kind(this Text text, QuestionKind kind) => kind switch
    {
        QuestionKind.Single => text["单选题"],
        QuestionKind.Multiple => text["多选题"],
        QuestionKind.Judge => text["判断题"],
        QuestionKind.Ordering => text["排序题"],
        _ => text["情景题"],
    };

    /// <summary>A, B, C … for the n-th option shown (from 0).</summary>
    public static char Letter(int shown) => (char)('A' + shown);

    /// <summary>"3、7、9"</summary>
    public static string List(this Text text, IEnumerable<int> numbers) => string.Join(text["、"], numbers);
}
