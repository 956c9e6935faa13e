using CsCheck;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Models;

namespace Training.Tests.Modules.Assessment.Exams;

public sealed class ExamDrawTests
{
    private static readonly HashSet<string> Nothing = [];

    [Fact]
    public void Every_line_gets_its_questions_and_its_critical_items_and_no_question_comes_twice() => ExamBanks.Any.Sample(d =>
    {
        Assert.Empty(Blueprint.Shortfalls(d.Exam, d.Banks));
        var paper = ExamDraw.Of(d.Exam, d.Banks, d.Seed, Nothing);
        return paper.Count == d.Exam.Questions
            && paper.Select(p => p.Question.Key).Distinct().Count() == paper.Count
            && Blueprint.Evidence(d.Exam, [.. paper]).All(e => e.Kept);
    });

    [Fact]
    public void The_same_seed_gives_the_same_paper_with_the_same_order_of_options() => ExamBanks.Any.Sample(d =>
        Keys(ExamDraw.Lay(ExamDraw.Of(d.Exam, d.Banks, d.Seed, Nothing), d.Seed))
            .SequenceEqual(Keys(ExamDraw.Lay(ExamDraw.Of(d.Exam, d.Banks, d.Seed, Nothing), d.Seed))));

    [Fact]
    public void A_second_paper_repeats_no_more_than_the_banks_force_it_to() => ExamBanks.Any.Sample(d =>
    {
        var last = ExamDraw.Of(d.Exam, d.Banks, d.Seed, Nothing).Select(p => p.Question.Key).ToHashSet();
        var next = ExamDraw.Of(d.Exam, d.Banks, d.Seed ^ 0x5a5a5a, last);
        var counts = Blueprint.Counts(d.Exam);
        for (var i = 0; i < d.Exam.Blueprint.Count; i++)
        {
            var line = d.Exam.Blueprint[i];
            var fresh = Blueprint.Pool(line, d.Banks).Where(p => !last.Contains(p.Question.Key)).ToList();
            var forced = Math.Max(Math.Max(0, counts[i] - fresh.Count), line.Critical - fresh.Count(p => p.Question.Critical));
            if (next.Count(p => line.Takes(p.ModuleCode, p.Question) && last.Contains(p.Question.Key)) != forced) return false;
        }
        return next.Count == d.Exam.Questions;
    });

    [Fact]
    public void What_is_stored_gives_the_paper_back_though_the_banks_grew() => ExamBanks.Any.Sample(d =>
    {
        var paper = ExamDraw.Of(d.Exam, d.Banks, d.Seed, Nothing);
        var stored = StoredPaper.Parse(StoredPaper.Of(paper, d.Banks.Keys.ToDictionary(c => c, c => "version-of-" + c)).ToString());
        var grown = stored.Banks.Select(v => d.Banks[v["version-of-".Length..]])
            .Select(b => b with { Questions = [Banks.Question(99, QuestionKind.Single, true, "a"), .. b.Questions] }).ToList();
        return Keys(ExamDraw.Lay(stored.Resolve(grown), d.Seed)).SequenceEqual(Keys(ExamDraw.Lay(paper, d.Seed)));
    });

    [Fact]
    public void Weights_share_what_is_left_and_the_sum_is_always_the_number_of_questions() => (
        from questions in Gen.Int[10, 60]
        from counted in Gen.Int[0, 4]
        from weights in Gen.Int[1, 20].Array[1, 6]
        select (questions, counted, weights)).Sample(d =>
    {
        var exam = new FinalExamPart
        {
            Questions = d.questions,
            Blueprint = [new() { Modules = ["A"], Count = d.counted }, .. d.weights.Select((w, i) => new BlueprintLine { Modules = ["B" + i], Weight = w })],
        };
        var counts = Blueprint.Counts(exam);
        var rest = d.questions - d.counted;
        return counts.Sum() == d.questions && counts[0] == d.counted
            && counts.Skip(1).Zip(d.weights).All(x => Math.Abs(x.First - (double)rest * x.Second / d.weights.Sum()) < 1);
    });

    [Fact]
    public void A_bank_that_is_too_small_is_named_with_its_line()
    {
        var exam = new FinalExamPart
        {
            Questions = 5,
            Blueprint = [new() { Modules = ["A"], Count = 2, Critical = 2 }, new() { Modules = ["B"], Count = 3 }],
        };
        var banks = new Dictionary<string, KnowledgeCheckPart>
        {
            ["A"] = ExamBanks.Bank("A", [(1, true), (1, false), (2, false)]), ["B"] = ExamBanks.Bank("B", [(1, false), (1, false)]),
        };
        Assert.Equal([new Shortfall(0, 2, 1, true), new Shortfall(1, 3, 2, false)], Blueprint.Shortfalls(exam, banks));
        Assert.Equal(2, Blueprint.Shortfalls(exam, new Dictionary<string, KnowledgeCheckPart>()).Count(s => !s.Critical));
    }

    [Fact]
    public void A_paper_that_was_stored_years_ago_is_drawn_again_as_it_was()
    {
        var banks = new Dictionary<string, KnowledgeCheckPart>
        {
            ["A"] = ExamBanks.Bank("A", Enumerable.Range(0, 9).Select(i => (1, i < 3))), ["B"] = ExamBanks.Bank("B", Enumerable.Range(0, 9).Select(i => (2, false))),
        };
        var exam = new FinalExamPart { Questions = 5, Blueprint = [new() { Modules = ["A"], Count = 3, Critical = 2 }, new() { Modules = ["B"], Weight = 1 }] };
        Assert.Equal("A/1/a-q01:2103 B/2/b-q01:1032 A/3/a-q06:1023 B/4/b-q08:3201 A/5/a-q03:3012", string.Join(' ', Keys(ExamDraw.Lay(ExamDraw.Of(exam, banks, 20261109, Nothing), 20261109))));
    }

    private static IEnumerable<string> Keys(IEnumerable<ExamQuestion> paper) =>
        paper.Select(q => $"{q.ModuleCode}/{q.Drawn.Position}/{q.Drawn.Question.Key}:{string.Concat(q.Drawn.Order)}");
}
