using CsCheck;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Models;

namespace Training.Tests.Modules.Assessment.Exams;

/// <summary>Banks and exams for tests of the rules.</summary>
internal static class ExamBanks
{
    /// <summary>An exam over up to four modules whose blueprint the banks fill, the banks, and a seed.</summary>
    public static readonly Gen<(FinalExamPart Exam, Dictionary<string, KnowledgeCheckPart> Banks, int Seed)> Any =
        from banks in (from size in Gen.Int[1, 25] from levels in Gen.Int[1, 3].Array[size] from critical in Gen.Bool.Array[size] select (levels, critical)).Array[1, 4]
        from cuts in Gen.Int[0, 100].Array[12]
        from weighted in Gen.Bool
        from seed in Gen.Int
        select Make(banks, cuts, weighted, seed);

    public static KnowledgeCheckPart Bank(string code, IEnumerable<(int Difficulty, bool Critical)> questions) => new()
    {
        ModuleCode = code,
        Questions = [.. questions.Select((q, i) => Banks.Question(i + 1, QuestionKind.Single, q.Critical, "a") with
        {
            Key = $"{code.ToLowerInvariant()}-q{i + 1:00}", Difficulty = q.Difficulty,
        })],
    };

    private static (FinalExamPart, Dictionary<string, KnowledgeCheckPart>, int) Make((int[] Levels, bool[] Critical)[] made, int[] cuts, bool weighted, int seed)
    {
        var banks = made.Select((m, i) => Bank($"M{i:00}", m.Levels.Zip(m.Critical))).ToDictionary(b => b.ModuleCode);
        var lines = new List<BlueprintLine>();
        var n = 0;
        foreach (var bank in banks.Values)
            foreach (var levels in new[] { new[] { 1 }, [2, 3] })
            {
                var pool = bank.Questions.Where(q => levels.Contains(q.Difficulty)).ToList();
                if (pool.Count == 0) continue;
                var count = 1 + cuts[n++ % cuts.Length] * (pool.Count - 1) / 100;
                lines.Add(new()
                {
                    Modules = [bank.ModuleCode], Difficulty = levels, Count = count,
                    Critical = Math.Min(count, pool.Count(q => q.Critical)) * cuts[n++ % cuts.Length] / 100,
                });
            }
        var questions = lines.Sum(l => l.Count!.Value);
        // The last line may take what is left by weight: the same number, said otherwise.
        if (weighted) lines[^1] = lines[^1] with { Count = null, Weight = 3 };
        return (new() { Code = "X-T", Questions = questions, Minutes = 30, RetryHours = 24, Blueprint = lines }, banks, seed);
    }
}
