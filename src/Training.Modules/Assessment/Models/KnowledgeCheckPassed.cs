namespace Training.Modules.Assessment.Models;

/// <summary>A knowledge check was passed: percent reached and every critical item right.</summary>
/// <param name="ModuleCode">E.g. "O02".</param>
/// <param name="CheckVersionId">Content version of the question bank.</param>
/// <param name="Percent">0–100.</param>
/// <param name="TestOut">Taken instead of the lessons, at the higher mark.</param>
public sealed record KnowledgeCheckPassed(long PersonId, string ModuleCode, string CheckVersionId, int Percent, DateOnly On, bool TestOut = false);
