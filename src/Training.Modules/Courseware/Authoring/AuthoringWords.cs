using Training.Modules.Courseware.Services;
using Training.Platform.Contents;
using Training.Platform.Data;

namespace Training.Modules.Courseware.Authoring;

/// <summary>The shipped lists of words and phone numbers, read once a process, as the editor asks them.</summary>
public sealed class AuthoringWords
{
    private readonly ForbiddenTerms _terms;
    private readonly KnownNumbers _numbers;

    /// <exception cref="ContentException">The list has a fault: rather no editor than one that lets every word through.</exception>
    public AuthoringWords(AppData appData)
    {
        var report = new ContentReport();
        _terms = ForbiddenTerms.Load(appData.Content, report);
        if (report.Problems.Count > 0) throw new ContentException(string.Join('\n', report.Problems));
        _numbers = KnownNumbers.Load(appData.Content);
    }

    /// <summary>Line from 1, and what to write instead.</summary>
    public IEnumerable<(int Line, string Message)> Find(string text) => _terms.Find(text).Concat(_numbers.Find(text));
}
