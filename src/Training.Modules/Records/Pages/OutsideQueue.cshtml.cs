using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Training.Modules.Records.Outside;
using Training.Platform.Display;
using Training.Platform.Localization;
using Training.Platform.Security;

namespace Training.Modules.Records.Pages;

/// <summary>外部培训: what waits within one's scope, and what was decided.</summary>
[Authorize(RecordPermissions.KeepRecords)]
public sealed class OutsideQueueModel(OutsideDesk desk, PermissionTable permissions, PageFrame frame, Text text) : DeskPage(frame, text)
{
    [BindProperty(SupportsGet = true)] public OutsideState? State { get; set; }
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public OutsideState Shown { get; private set; }
    public IReadOnlyList<OutsideOnDesk> Rows { get; private set; } = [];
    public IReadOnlyDictionary<OutsideState, int> Counts { get; private set; } = new Dictionary<OutsideState, int>();
    public int Pages { get; private set; } = 1;
    public bool EditsRules { get; private set; }

    [TempData] public string? Done { get; set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        SetFrame(Text["外部培训"], OutsideNav);
        EditsRules = permissions.Has(User, RecordPermissions.EditRecognitionRules);
        Counts = await desk.CountsAsync(User, cancel);
        // What this person can do next comes first.
        Shown = State ?? (permissions.Has(User, RecordPermissions.RecognizeTraining) && Counts.GetValueOrDefault(OutsideState.Verified) > 0 ? OutsideState.Verified : OutsideState.Submitted);
        var total = Counts.GetValueOrDefault(Shown);
        Pages = Math.Max(1, (total + OutsideDesk.PageSize - 1) / OutsideDesk.PageSize);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        if (total > 0) (Rows, _) = await desk.QueueAsync(User, Shown, PageNumber, cancel);
    }
}
