using Microsoft.EntityFrameworkCore;
using Training.Modules.Assessment.Exams.Models;
using Training.Modules.Assessment.Exams.Services;
using Training.Modules.Assessment.Models;
using Training.Modules.Assessment.Services;
using Training.Modules.Demo.Models;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;

namespace Training.Modules.Demo.Services;

/// <summary>
/// 结业考试 of the demo: two in three of those who completed all modules of the exam of their role took it some days later, a good part of
/// them twice. No scheme in force asks for an exam: nobody's certificate rests on it. Certified people with an account took it as well, so
/// that their exam page has a past.
/// </summary>
internal sealed class DemoExams(TenantDb db, FinalExams exams, TimeProvider clock)
{
    private sealed record Learner(long PersonId, DateOnly Done);

    /// <summary>An exam with what its papers are drawn from.</summary>
    private sealed record Source(Exam Exam, IReadOnlyDictionary<string, KnowledgeCheckPart> Banks, IReadOnlyDictionary<string, string> Versions)
    {
        public Dictionary<string, DemoAnswers> Answers { get; } = Banks.ToDictionary(b => b.Key, b => new DemoAnswers(b.Value));
    }

    /// <returns>Papers written.</returns>
    public async Task<int> WriteAsync(Random random, CancellationToken cancel)
    {
        var made = 0;
        foreach (var exam in await exams.AllAsync(cancel))
        {
            var found = await exams.BanksAsync(exam.Part, cancel);
            var banks = found.ToDictionary(b => b.Key, b => b.Value.Part);
            if (Blueprint.Shortfalls(exam.Part, banks).Count > 0) continue;
            made += await WriteAsync(new(exam, banks, found.ToDictionary(b => b.Key, b => b.Value.VersionId)), random, cancel);
        }
        return made;
    }

    private async Task<int> WriteAsync(Source source, Random random, CancellationToken cancel)
    {
        var (attempts, evidence) = (new List<ExamAttempt>(), new List<Evidence>());
        foreach (var learner in await LearnersAsync(source, cancel))
        {
            if (random.Next(3) == 0) continue;
            var on = learner.Done.AddDays(random.Next(2, 20));
            var last = new HashSet<string>();
            // Three in ten do not pass at once; some of them have not come back yet.
            if (random.Next(10) < 3)
            {
                if (on < clock.Today()) attempts.Add(Sat(source, learner, on, passed: false, last, random));
                if (random.Next(4) == 0) continue;
                on = on.AddDays(random.Next(2, 9));
            }
            if (on >= clock.Today()) continue;
            var attempt = Sat(source, learner, on, passed: true, last, random);
            attempts.Add(attempt);
            if (EvidenceRules.ExamPassed(learner.PersonId, source.Exam.Part.Code, source.Exam.VersionId, attempt.Percent!.Value, on, [], attempt.SubmittedUtc!.Value) is { } row)
                evidence.Add(row);
        }
        foreach (var portion in attempts.OrderBy(a => a.SubmittedUtc).Cast<object>().Concat(evidence.OrderBy(e => e.EffectiveOn)).Chunk(2000))
        {
            db.AddRange(portion);
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
        return attempts.Count;
    }

    /// <summary>Who has completed all modules of the exam, in a post it is made for, and when the last of them.</summary>
    private async Task<List<Learner>> LearnersAsync(Source source, CancellationToken cancel)
    {
        var (modules, roles, today) = (source.Banks.Keys.ToList(), source.Exam.Part.Roles.ToList(), clock.Today());
        var rows = await (from e in db.Set<Evidence>().AsNoTracking()
                          where e.Kind == EvidenceKind.ModuleCompleted && modules.Contains(e.Subject) && e.EffectiveOn < today
                              && db.Set<RoleAssignment>().Any(a => a.PersonId == e.PersonId && roles.Contains(a.Role))
                          select new { e.PersonId, e.Subject, e.EffectiveOn }).ToListAsync(cancel);
        return
        [
            .. rows.GroupBy(r => r.PersonId).Where(g => g.Select(r => r.Subject).Distinct().Count() == modules.Count).OrderBy(g => g.Key)
                .Select(g => new Learner(g.Key, g.GroupBy(r => r.Subject).Max(s => s.Min(r => r.EffectiveOn)))),
        ];
    }

    private static ExamAttempt Sat(Source source, Learner learner, DateOnly on, bool passed, HashSet<string> last, Random random)
    {
        var (part, seed) = (source.Exam.Part, random.Next());
        var items = ExamDraw.Of(part, source.Banks, seed, last);
        last.UnionWith(items.Select(i => i.Question.Key));
        var result = Answer(source, ExamDraw.Lay(items, seed), passed, random);
        // In the afternoon: modules and scenarios of the demo are done by noon.
        var begun = ChinaTime.StartUtc(on).AddHours(14).AddSeconds(random.Next(3 * 3600));
        return ExamAttempt.HandedIn(
            learner.PersonId, source.Exam, seed, StoredPaper.Of(items, source.Versions), begun, begun.AddSeconds(random.Next(5 * 60, part.Minutes * 60)), result);
    }

    private static CheckResult Answer(Source source, IReadOnlyList<ExamQuestion> paper, bool passed, Random random)
    {
        var part = source.Exam.Part;
        var right = paper.ToDictionary(q => q.Drawn.Position, _ => true);
        if (passed)
        {
            var most = paper.Count * (100 - part.PassPercent) / 100;
            foreach (var q in paper.Where(q => !q.Drawn.Question.Critical).OrderByDescending(q => source.Answers[q.ModuleCode].Missed(q.Drawn.Question, random)).Take(random.Next(most + 1)))
                right[q.Drawn.Position] = false;
        }
        else
            foreach (var q in paper) right[q.Drawn.Position] = source.Answers[q.ModuleCode].Knows(q.Drawn.Question, 0.72, random);
        var result = Mark();
        foreach (var q in paper)
        {
            if (passed || !result.Passed) break;
            right[q.Drawn.Position] = false;
            result = Mark();
        }
        return result;

        CheckResult Mark() => ExamResult.Of(part, paper, paper.ToDictionary(q => q.Drawn.Position,
            q => right[q.Drawn.Position] ? q.Drawn.Question.Right() : source.Answers[q.ModuleCode].Wrong(q.Drawn.Question, random))).Result;
    }
}
