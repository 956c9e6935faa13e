using Training.Modules.Assessment.Models;

namespace Training.Tests.Modules.Assessment;

/// <summary>Question banks for tests of the rules.</summary>
internal static class Banks
{
    /// <summary>Single-choice questions, the first ones critical; the right option is always the first of four.</summary>
    public static KnowledgeCheckPart Of(int questions, int critical, int draw, int passPercent = 80) => new()
    {
        ModuleCode = "O02", Draw = draw, PassPercent = passPercent,
        Questions = [.. Enumerable.Range(1, questions).Select(n => Question(n, QuestionKind.Single, n <= critical, "a"))],
    };

    /// <param name="right">Letters of the right options among four.</param>
    public static CheckQuestion Question(int n, QuestionKind kind, bool critical, string right) => new()
    {
        Key = "q" + n, Kind = kind, Critical = critical, Stem = "题干" + n,
        Options = [.. "abcd".Take(kind == QuestionKind.Judge ? 2 : 4).Select(l => new CheckOption { Text = "选项" + l, Correct = right.Contains(l) })],
    };
}
