using Training.Modules.Assessment.Models;

namespace Training.Modules.Assessment.Exams.Models;

/// <summary>A question of a paper and the module that it comes from.</summary>
public sealed record PaperItem(string ModuleCode, CheckQuestion Question);

/// <summary>A question as it stands in an exam.</summary>
public sealed record ExamQuestion(string ModuleCode, DrawnQuestion Drawn);
