using Training.Modules.Directories.Models;
using Training.Platform.Contents;

namespace Training.Modules.Directories.Services;

/// <summary>Reads <c>directories/resources.yaml</c>. Rows that are not to be published yet become drafts.</summary>
public sealed class ResourceSource : IContentSource
{
    public const string File = "directories/resources.yaml";

    public IEnumerable<ShippedItem> Read(string contentFolder, ContentReport report)
    {
        var path = Path.Combine(contentFolder, File);
        if (!System.IO.File.Exists(path) || PackYaml.Read<ResourcesFile>(path, File, report, out var lines) is not { } file) return [];
        DirectoryChecks.Check(file.Resources, File, lines, report);
        return file.Resources.Select(row => new ShippedItem(row.Key, ResourcePart.ContentType, row.Name, row.Order, null, row.Published,
            new TitlePart { Title = row.Name },
            new ResourcePart
            {
                Category = row.Category, Phone = row.Phone, Tel = row.Tel, Web = row.Web, Audience = row.Audience, Ages = row.Ages, Mode = row.Mode,
                Fee = row.Fee, Address = row.Address, Hours = row.Hours, Open24h = row.Open24h, SubDistrict = row.SubDistrict, Level = row.Level,
                Summary = row.Summary, Conditions = row.Conditions, Access = row.Access, Note = row.Note, Source = row.Source,
                VerifiedOn = row.VerifiedOn, VerifiedBy = row.VerifiedBy, CrisisBanner = row.CrisisBanner,
            }));
    }
}
