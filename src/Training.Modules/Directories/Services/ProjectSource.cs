using Training.Modules.Directories.Models;
using Training.Platform.Contents;

namespace Training.Modules.Directories.Services;

/// <summary>Reads <c>directories/projects.yaml</c>.</summary>
public sealed class ProjectSource : IContentSource
{
    public const string File = "directories/projects.yaml";

    public IEnumerable<ShippedItem> Read(string contentFolder, ContentReport report)
    {
        var path = Path.Combine(contentFolder, File);
        if (!System.IO.File.Exists(path) || PackYaml.Read<ProjectsFile>(path, File, report, out var lines) is not { } file) return [];
        DirectoryChecks.Check(file.Projects, File, lines, report);
        return file.Projects.Select((row, i) => new ShippedItem(row.Key, BrandProjectPart.ContentType, row.Name, i, null, Published: true,
            new TitlePart { Title = row.Name },
            new BrandProjectPart
            {
                Slug = row.Slug, Category = row.Category, Lead = row.Lead, LeadText = row.LeadText, Audience = row.Audience, Summary = row.Summary,
                HowToApply = row.HowToApply, Coverage = row.Coverage, Status = row.Status, Source = row.Source,
                VerifiedOn = row.VerifiedOn, VerifiedBy = row.VerifiedBy,
            },
            new MarkdownBodyPart { Markdown = row.Body }));
    }
}
