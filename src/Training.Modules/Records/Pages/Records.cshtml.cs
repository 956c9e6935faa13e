using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Learning.Models;
using Training.Modules.Records.Queries;
using Training.Modules.Records.Services;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Records.Pages;

/// <summary>登记台: what was entered by hand or by file within one's scope, and the ways to enter more. Four queries.</summary>
[Authorize(RecordPermissions.RecordEvidence)]
public sealed class RecordsModel(DeskList list, RecordScope scope, RecorderNames names, PageFrame frame, Text text) : DeskPage(frame, text)
{
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    [BindProperty(SupportsGet = true)] public string? After { get; set; }

    public IReadOnlyList<DeskRow> Rows { get; private set; } = [];

    /// <summary>Ref to go on after; null = this is the end.</summary>
    public string? Next { get; private set; }

    public IReadOnlyDictionary<long, string> Names { get; private set; } = new Dictionary<long, string>();

    /// <summary>This calendar year, like the minutes.</summary>
    public int ModulesSkipped { get; private set; }
    public int MinutesSaved { get; private set; }

    /// <summary>Staff, not only an assessor.</summary>
    public bool Keeps { get; private set; }

    /// <summary>What was done by the request before this one.</summary>
    [TempData] public string? Done { get; set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        SetFrame(Text["登记台"]);
        Q = (Q ?? "").Trim() is { Length: <= PeopleSearch.QueryMax } typed ? typed : "";
        Keeps = scope.May(User, EvidenceKind.SessionAttended);
        (Rows, Next) = await list.PageAsync(User, Q, After, cancel);
        Names = await names.OfAsync(Rows.Select(r => r.ByUserId), cancel);
        if (Keeps) (ModulesSkipped, MinutesSaved) = await list.TimeSavedAsync(User, cancel);
    }
}
