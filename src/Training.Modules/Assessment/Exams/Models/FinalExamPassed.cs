namespace Training.Modules.Assessment.Exams.Models;

/// <summary>A final exam was passed: percent reached and, where the exam asks it, every critical item right.</summary>
/// <param name="ExamCode">E.g. "X-CD".</param>
/// <param name="ExamVersionId">Content version of the exam.</param>
/// <param name="Percent">0–100.</param>
/// <param name="On">Day of its end (China).</param>
public sealed record FinalExamPassed(long PersonId, string ExamCode, string ExamVersionId, int Percent, DateOnly On);
