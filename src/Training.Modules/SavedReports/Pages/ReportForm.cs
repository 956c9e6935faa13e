using System.Globalization;
using Microsoft.AspNetCore.Http;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Models;
using Training.Modules.SavedReports.Figures;
using Training.Modules.SavedReports.Models;
using Training.Modules.SavedReports.Services;

namespace Training.Modules.SavedReports.Pages;

/// <summary>What somebody typed into the form of a report; read as it is, so that a refusal shows it again.</summary>
public sealed record ReportForm(string Title, ReportDefinition Definition, ShareChoice Share, int Revision)
{
    public static ReportForm Read(IFormCollection form)
    {
        var basis = One<CountBasis>("basis") ?? CountBasis.Assignment;
        return new(form["title"].ToString().Trim(), new ReportDefinition
        {
            // A figure of the other basis was hidden by the choice of basis: it is left out.
            Basis = basis, Figures = [.. Many<Figure>("figures").Where(f => f.Basis() == basis).Order()],
            Rows = [.. new[] { One<FigureDimension>("row1"), One<FigureDimension>("row2") }.OfType<FigureDimension>()], Column = One<FigureDimension>("column"),
            Day = One<ReportDay>("day") ?? ReportDay.Today, FixedDay = DateOnly.TryParseExact(form["fixedDay"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            Filter = new()
            {
                Streets = [.. form["streets"].Select(s => int.TryParse(s, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Distinct().Take(500)],
                Lines = Many<Line>("lines"), Roles = Many<TrainingRole>("roles"), SchoolKinds = Many<SchoolKind>("kinds"), Tenures = Many<TenureBand>("tenures"),
            },
        }, ShareOf(form["share"].ToString()), int.TryParse(form["revision"], CultureInfo.InvariantCulture, out var revision) ? revision : 0);

        T? One<T>(string name) where T : struct, Enum => Value<T>(form[name].ToString());
        List<T> Many<T>(string name) where T : struct, Enum => [.. form[name].Select(Value<T>).OfType<T>().Distinct()];
    }

    public static ReportForm Of(SavedReport report) => new(report.Title, ReportDefinition.Parse(report.DefinitionJson), new(report.Share, report.ShareUnitId, report.ShareLine), report.Revision);

    private static T? Value<T>(string? text) where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) && value.ToString() == text ? value : null;

    private static ShareChoice ShareOf(string text)
    {
        if (text == "district") return new(ReportShare.District);
        if (text.StartsWith("street:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(7), CultureInfo.InvariantCulture, out var id)) return new(ReportShare.Street, id);
        return text.StartsWith("line:", StringComparison.Ordinal) && Value<Line>(text[5..]) is { } line ? new(ReportShare.Line, null, line) : new(ReportShare.Me);
    }
}
