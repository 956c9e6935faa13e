using Training.Modules.Learning.Models;

namespace Training.Modules.Records.Models;

/// <summary>What somebody wants to enter into the ledger, for one person or for many.</summary>
public sealed record EntryDraft
{
    public required EvidenceKind Kind { get; init; }

    /// <summary>Code of the session, meeting, sign-off, task or module.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Name in words, e.g. 2026 年秋季岗前培训; empty for a module or task, which have their own.</summary>
    public string Title { get; init; } = "";

    /// <summary>学时 of 45 minutes.</summary>
    public decimal Hours { get; init; }

    /// <summary>Percent, for a practical task.</summary>
    public int? Score { get; init; }

    public string? Category { get; init; }
    public string? Level { get; init; }
    public string? Topic { get; init; }

    /// <summary>Day on which it happened (China); null = not readable.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Why, or what it rests on.</summary>
    public string Note { get; init; } = "";

    /// <summary>Version of the rubric, where there is one.</summary>
    public string? ContentVersionId { get; init; }

    /// <summary>What follows the name in a sentence of <see cref="Sentence"/>.</summary>
    private static readonly string[] AfterTitle = ["”，已签到。", "”，认定 ", "”。"];

    /// <summary>The row for one person.</summary>
    public Evidence ToEvidence(long personId, DateTime now, long? byUserId, long? supersedes = null, string prefix = "") => new()
    {
        PersonId = personId, Kind = Kind, Subject = Subject, Hours = Hours, Score = Score, Category = Category, Level = Level, Topic = Topic,
        EffectiveOn = On ?? throw new InvalidOperationException("A draft without a day was not checked."), RecordedUtc = now,
        ContentVersionId = ContentVersionId, Reason = Sentence(prefix), SupersedesId = supersedes, RecordedByUserId = byUserId,
    };

    /// <summary>What the learner reads; at most 200 characters.</summary>
    private string Sentence(string prefix)
    {
        var what = Kind switch
        {
            EvidenceKind.SessionAttended => $"参加“{Title}”，已签到。",
            EvidenceKind.SupervisionAttended => $"参加督导会“{Title}”。",
            EvidenceKind.SignedOff => $"现场签认“{Title}”。",
            EvidenceKind.Waived => "免修认定。",
            EvidenceKind.TaskAssessed => $"实操任务评分 {Score} 分，合格。",
            _ => $"外部培训“{Title}”，认定 {Hours:0.##} 学时。",
        };
        var all = prefix + what + Note;
        return all.Length <= EntryRules.ReasonMax ? all : all[..EntryRules.ReasonMax];
    }

    /// <summary>The name that stands in the sentence of a row; empty where there is none, as in that of a row put back.</summary>
    public static string TitleIn(string reason)
    {
        var from = reason.IndexOf('“', StringComparison.Ordinal) + 1;
        if (from == 0) return "";
        // A name may itself have words in quotation marks: only without a known end the first mark ends it.
        var to = AfterTitle.Select(end => reason.IndexOf(end, from, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(reason.IndexOf('”', from)).Min();
        return to < 0 ? "" : reason[from..to];
    }
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">Name of the property of <see cref="EntryDraft"/>.</param>
/// <param name="Message">Chinese; says what to do.</param>
public sealed record EntryProblem(string Field, string Message);
