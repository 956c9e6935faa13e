using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules.Certificates.Transcripts;
using Training.Modules.People;
using Training.Platform.Display;
using Training.Platform.Localization;

namespace Training.Modules.Certificates.Pages;

/// <summary>Staff make the transcript of somebody in their scope.</summary>
[Authorize(PeoplePermissions.ViewPeople)]
public sealed class ConsoleTranscriptsModel(TranscriptDesk desk, PageFrame frame, Text text) : PageModel
{
    [BindProperty] public string? StaffNo { get; set; }
    public string? Refusal { get; private set; }

    public void OnGet() => Fill();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Fill();
        StaffNo = StaffNo?.Trim();
        if (string.IsNullOrEmpty(StaffNo) || StaffNo.Length > 30) Refusal = text["请填写工号。"];
        else if (await desk.PersonAsync(User, StaffNo, cancel) is not { } person) Refusal = text["本人范围内没有工号为 {0} 的人。请核对工号，或联系区级工作人员。", StaffNo];
        else return Redirect($"{Request.PathBase}/transcripts/{(await desk.IssueAsync(User, person.Id, withScores: false, cancel)).VerifyCode}");
        return Page();
    }

    private void Fill()
    {
        frame.Title = text["学习证明"];
        frame.Area = Area.Console;
        frame.Layout = "Layout-Console";
        frame.Nav = "transcripts";
    }
}
