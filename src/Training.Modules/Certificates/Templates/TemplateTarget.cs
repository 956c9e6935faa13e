using Training.Modules.Certification.Models;
using Training.Modules.People.Models;

namespace Training.Modules.Certificates.Templates;

/// <summary>What a template is for, as part of an address: "all", or a role's name in small letters.</summary>
public static class TemplateTarget
{
    public static string Slug(TrainingRole? role) => role?.ToString().ToLowerInvariant() ?? "all";

    /// <returns>False when the address names nothing.</returns>
    public static bool TryParse(string slug, out string appliesTo)
    {
        appliesTo = slug == "all" ? CertificateTemplate.AllRoles : RoleFacts.All.Where(r => Slug(r) == slug).Select(r => r.ToString()).FirstOrDefault() ?? "";
        return appliesTo.Length > 0;
    }
}
