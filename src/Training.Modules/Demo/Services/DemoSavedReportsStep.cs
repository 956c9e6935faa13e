using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Models;
using Training.Platform.Data;
using Training.Platform.Recipes;

namespace Training.Modules.Demo.Services;

/// <summary>Recipe step <c>DemoSavedReports</c>: three reports of the district's officer, shared with the district.</summary>
internal sealed class DemoSavedReportsStep(TenantDb db, TimeProvider clock) : IRecipeStep
{
    private static readonly (string Title, ReportDefinition Definition)[] Reports =
    [
        ("各街镇人头口径（例会用）", new()
        {
            Basis = CountBasis.Person, Rows = [FigureDimension.Street],
            Figures =
            [
                Figure.PersonRequired, Figure.PersonCompleted, Figure.PersonAllCertified, Figure.PersonExpiringSoon, Figure.PersonExpired, Figure.PersonNeverCertified,
                Figure.PersonRevokedOrSuspended, Figure.PersonCompletionRate, Figure.PersonAllRate,
            ],
        }),
        ("年度考核：街镇 × 岗位", new()
        {
            Rows = [FigureDimension.Street, FigureDimension.Role], Day = ReportDay.YearReview,
            Figures = [Figure.Required, Figure.Certified, Figure.CertificationRate, Figure.AnnualRequired, Figure.RefreshedThisYear, Figure.AnnualRefreshRate],
            Filter = new() { Lines = [Line.CivilAffairs] },
        }),
        ("上月末各类学校完训", new()
        {
            Rows = [FigureDimension.SchoolKind], Column = FigureDimension.Role, Day = ReportDay.LastMonthEnd,
            Figures = [Figure.Required, Figure.Completed, Figure.CompletionRate], Filter = new() { Lines = [Line.Education] },
        }),
    ];

    public string Name => "DemoSavedReports";

    public async Task RunAsync(JsonObject step, CancellationToken cancel)
    {
        var owner = await (from g in db.Set<StaffGrant>()
                           join p in db.Set<Person>() on g.PersonId equals p.Id
                           where g.Role == StaffRole.DistrictStaff && p.UserId != null
                           orderby p.Id
                           select new { UserId = p.UserId!.Value, p.Name }).FirstOrDefaultAsync(cancel) ?? throw new RecipeException("DemoSavedReports: nobody of the district has an account.");
        var now = clock.UtcNow();
        foreach (var (title, definition) in Reports)
        {
            if (definition.Refusal(clock.Today()) is { } refusal) throw new RecipeException($"DemoSavedReports: {title}: {refusal}");
            db.Add(new SavedReport
            {
                OwnerUserId = owner.UserId, OwnerName = owner.Name, Title = title, DefinitionJson = definition.ToJson(), Share = ReportShare.District, CreatedUtc = now, UpdatedUtc = now,
            });
        }
        await db.SaveChangesAsync(cancel);
    }
}
