using Training.Platform.Modules;

namespace Training.Modules;

/// <summary>Every module, from low to high: a module may use only those above it in this list.</summary>
public static class AllModules
{
    public static IModule[] LowToHigh =>
    [
        new People.Manifest(),
        new Operations.Manifest(),
        new Courseware.Manifest(),
        new Assessment.Manifest(),
        new Practice.Manifest(),
        new Learning.Manifest(),
        new Records.Manifest(),
        new Certification.Manifest(),
        new Certificates.Manifest(),
        new Reminders.Manifest(),
        new Roster.Manifest(),
        new Reporting.Manifest(),
        new Exchange.Manifest(),
        new Submissions.Manifest(),
        new Insights.Manifest(),
        new SavedReports.Manifest(),
        new Directories.Manifest(),
        new Demo.Manifest(),
    ];
}
