using System.Data;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Exchange.Format;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Platform.Data;
using Training.Platform.Settings;
using Training.Platform.Tenants;

namespace Training.Modules.Exchange.Export;

/// <summary>What an export holds.</summary>
public sealed record FactsExtent(int People, long Rows);

/// <summary>
/// Writes the facts of the site as the documented set, as they stood at one moment. Rows are read and written as they come: the
/// memory does not grow with the people.
/// </summary>
public sealed class FactsExport(TenantDb db, SettingsStore settings, CompletionRows completions, CurrentTenant tenant, TimeProvider clock)
{
    /// <summary>Definitions of the figures (domain/organisation.md §4).</summary>
    public const string IndicatorSpec = "IndicatorSpec v1";

    /// <param name="phones">True: with mobile numbers.</param>
    public async Task<FactsExtent> WriteAsync(FactsSink sink, bool phones, CancellationToken cancel)
    {
        // A reader that sees one moment and keeps nobody waiting: on SQLite that is a transaction which takes no lock for writing.
        await using var moment = await db.Database.BeginTransactionAsync(db.Database.IsNpgsql() ? IsolationLevel.RepeatableRead : IsolationLevel.ReadUncommitted, cancel);
        var rows = new Dictionary<string, long>();
        var schemes = await SchemesAsync(cancel);
        await FileAsync(FactFiles.Units, w => UnitsAsync(w, cancel));
        await FileAsync(FactFiles.UnitParents, w => UnitParentsAsync(w, cancel));
        await FileAsync(FactFiles.People, w => PeopleAsync(w, phones, cancel));
        await FileAsync(FactFiles.Assignments, w => AssignmentsAsync(w, cancel));
        await FileAsync(FactFiles.Leaves, w => LeavesAsync(w, cancel));
        await FileAsync(FactFiles.Exemptions, w => ExemptionsAsync(w, cancel));
        await FileAsync(FactFiles.Schemes, w => { Schemes(w, schemes.Values); return Task.CompletedTask; });
        await FileAsync(FactFiles.ModuleUpdates, w => UpdatesAsync(w, cancel));
        await FileAsync(FactFiles.StreetOpenings, w => OpeningsAsync(w, cancel));
        await FileAsync(FactFiles.Evidence, w => EvidenceAsync(w, cancel));
        await FileAsync(FactFiles.Completions, w => completions.WriteAsync(w, cancel));
        await FileAsync(FactFiles.Certificates, w => CertificatesAsync(w, schemes, cancel));
        await FileAsync(FactFiles.CertificateEvents, w => EventsAsync(w, cancel));
        var manifest = new FactsManifest
        {
            Format = FactsManifest.FormatName, Version = FactFiles.Version, Tenant = tenant.Required.Name, ExportedAt = clock.UtcNow(), AsOf = clock.Today(),
            IndicatorSpec = IndicatorSpec, AutoIssue = (await settings.GetAsync<CertificationSettings>(cancel)).AutoIssue, Rows = rows,
        };
        await using (var stream = sink.Create(FactFiles.ManifestName))
        await using (var text = new StreamWriter(stream)) await text.WriteAsync(manifest.ToJson());
        return new((int)rows[FactFiles.People.Name], rows.Values.Sum());

        async Task FileAsync(FactFile file, Func<FactWriter, Task> write)
        {
            await using var stream = sink.Create(file.Name);
            await using var writer = new FactWriter(file, stream);
            await write(writer);
            rows[file.Name] = writer.Rows;
        }
    }

    private async Task<Dictionary<long, CertificationScheme>> SchemesAsync(CancellationToken cancel) =>
        await db.Set<CertificationScheme>().AsNoTracking().OrderBy(s => s.Role).ThenBy(s => s.Version).ToDictionaryAsync(s => s.Id, cancel);

    private async Task UnitsAsync(FactWriter writer, CancellationToken cancel)
    {
        var units = await db.Set<OrgUnit>().AsNoTracking().OrderBy(u => u.Code).ToListAsync(cancel);
        var codes = units.ToDictionary(u => u.Id, u => u.Code);
        foreach (var u in units) writer.Row(u.Code, u.Name, u.Kind.ToString(), u.ParentId is { } parent ? codes[parent] : null, u.Line?.ToString(),
            u.SchoolKind?.ToString(), u.EndedOn is { } last ? Cells.Of(last) : null, u.MergedIntoId is { } into ? codes[into] : null,
            Cells.Of(u.StartedOn), Cells.Of(u.RecordedUtc), Cells.Of(u.EndRecordedUtc));
    }

    private async Task UnitParentsAsync(FactWriter writer, CancellationToken cancel)
    {
        var codes = await db.Set<OrgUnit>().AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Code, cancel);
        foreach (var p in (await db.Set<UnitParent>().AsNoTracking().ToListAsync(cancel)).OrderBy(p => codes[p.UnitId], StringComparer.Ordinal).ThenBy(p => p.Through))
            writer.Row(codes[p.UnitId], codes[p.ParentId], Cells.Of(p.Through), Cells.Of(p.RecordedUtc));
    }

    /// <summary>People with facts: who only keeps the site has none.</summary>
    private async Task PeopleAsync(FactWriter writer, bool phones, CancellationToken cancel)
    {
        var people = db.Set<Person>().AsNoTracking().Where(p => db.Set<RoleAssignment>().Any(a => a.PersonId == p.Id)
            || db.Set<Evidence>().Any(e => e.PersonId == p.Id) || db.Set<Certificate>().Any(c => c.PersonId == p.Id)).OrderBy(p => p.Id);
        await foreach (var p in people.AsAsyncEnumerable().WithCancellation(cancel))
            writer.Row(p.StaffNo, p.Name, phones ? p.Phone : null, Cells.Of(p.CreatedUtc));
    }

    private async Task AssignmentsAsync(FactWriter writer, CancellationToken cancel)
    {
        var codes = await db.Set<OrgUnit>().AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Code, cancel);
        var rows = from a in db.Set<RoleAssignment>().AsNoTracking() join p in db.Set<Person>() on a.PersonId equals p.Id orderby a.Id select new { a, p.StaffNo };
        await foreach (var r in rows.AsAsyncEnumerable().WithCancellation(cancel))
            writer.Row(Cells.Of(r.a.Id), r.StaffNo, r.a.Role.ToString(), r.a.Line.ToString(), codes[r.a.SubDistrictId], r.a.WorkUnitId is { } unit ? codes.GetValueOrDefault(unit) : null,
                Cells.Of(r.a.Start), Cells.Of(r.a.End), Cells.Of(r.a.GrowthMentor), Cells.Of(r.a.RecordedUtc), Cells.Of(r.a.EndRecordedUtc));
    }

    private async Task LeavesAsync(FactWriter writer, CancellationToken cancel)
    {
        await foreach (var l in db.Set<Leave>().AsNoTracking().OrderBy(l => l.Id).AsAsyncEnumerable().WithCancellation(cancel))
            writer.Row(Cells.Of(l.AssignmentId), l.Kind.ToString(), Cells.Of(l.Start), Cells.Of(l.End), Cells.Of(l.RecordedUtc), Cells.Of(l.EndRecordedUtc));
    }

    private async Task ExemptionsAsync(FactWriter writer, CancellationToken cancel)
    {
        await foreach (var e in db.Set<Exemption>().AsNoTracking().OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(cancel))
            writer.Row(Cells.Of(e.AssignmentId), Cells.Of(e.Start), Cells.Of(e.End), e.Reason, e.ApprovedBy, Cells.Of(e.RecordedUtc), Cells.Of(e.EndRecordedUtc));
    }

    private static void Schemes(FactWriter writer, IEnumerable<CertificationScheme> schemes)
    {
        foreach (var s in schemes)
        {
            var rules = SchemeRulesJson.Read(s.RulesJson);
            writer.Row(s.Role.ToString(), Cells.Of(s.Version), s.Title, Cells.Of(s.EffectiveFrom), Cells.Of(s.EffectiveThrough),
                rules.Validity.Unit.ToString(), Cells.Of(rules.Validity.Count), Cells.Of(rules.Hours), SchemeRulesJson.Write(rules), s.SourceHash, Cells.Of(s.RecordedUtc));
        }
    }

    private async Task UpdatesAsync(FactWriter writer, CancellationToken cancel)
    {
        foreach (var u in await db.Set<ForcedUpdate>().AsNoTracking().OrderBy(u => u.Id).ToListAsync(cancel))
            writer.Row(nameof(Import.UpdateKind.Forced), u.ModuleCode, Cells.Of(u.AnnouncedOn), Cells.Of(u.Days), u.Reason, Cells.Of(u.RecordedUtc), u.Lines);
        foreach (var e in await db.Set<MajorEdition>().AsNoTracking().OrderBy(e => e.Id).ToListAsync(cancel))
            writer.Row(nameof(Import.UpdateKind.Major), e.ModuleCode, Cells.Of(e.PublishedOn), null, e.Note, Cells.Of(e.RecordedUtc), null);
    }

    private async Task OpeningsAsync(FactWriter writer, CancellationToken cancel)
    {
        var codes = await db.Set<OrgUnit>().AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Code, cancel);
        foreach (var o in await db.Set<StreetOpening>().AsNoTracking().OrderBy(o => o.Id).ToListAsync(cancel))
            writer.Row(o.Role.ToString(), codes[o.SubDistrictId], o.OpensOn == StreetOpening.Always || o.OpensOn == StreetOpening.NotYet ? null : Cells.Of(o.OpensOn),
                Cells.Of(o.OpensOn == StreetOpening.Always), Cells.Of(o.RecordedUtc));
    }

    private async Task EvidenceAsync(FactWriter writer, CancellationToken cancel)
    {
        var corrected = await db.Set<Evidence>().Where(e => e.SupersedesId != null).Select(e => e.SupersedesId!.Value).ToHashSetAsync(cancel);
        var rows = from e in db.Set<Evidence>().AsNoTracking() join p in db.Set<Person>() on e.PersonId equals p.Id orderby e.Id select new { e, p.StaffNo };
        await foreach (var r in rows.AsAsyncEnumerable().WithCancellation(cancel))
            writer.Row(corrected.Contains(r.e.Id) ? Cells.Of(r.e.Id) : null, r.StaffNo, r.e.Kind.ToString(), r.e.Subject, Cells.Of(r.e.Hours), r.e.Category, r.e.Level, r.e.Topic,
                Cells.Of(r.e.Score), Cells.Of(r.e.EffectiveOn), r.e.ContentVersionId, r.e.Reason, Cells.Of(r.e.SupersedesId), Cells.Of(r.e.RecordedUtc));
    }

    private async Task CertificatesAsync(FactWriter writer, Dictionary<long, CertificationScheme> schemes, CancellationToken cancel)
    {
        var rows = from c in db.Set<Certificate>().AsNoTracking() join p in db.Set<Person>() on c.PersonId equals p.Id orderby c.Id select new { c, p.StaffNo };
        await foreach (var r in rows.AsAsyncEnumerable().WithCancellation(cancel))
            writer.Row(r.c.Number, r.c.VerifyCode, r.StaffNo, r.c.Role.ToString(), Cells.Of(schemes[r.c.SchemeId].Version), r.c.SchemeTitle, r.c.HolderName, Cells.Of(r.c.Hours),
                r.c.Issuer, Cells.Of(r.c.CompletedOn), Cells.Of(r.c.IssuedOn), Cells.Of(r.c.ValidFrom), Cells.Of(r.c.ValidThrough), r.c.SiteName, r.c.SiteSubName, Cells.Of(r.c.RecordedUtc));
    }

    private async Task EventsAsync(FactWriter writer, CancellationToken cancel)
    {
        var rows = from e in db.Set<CertificateEvent>().AsNoTracking() join c in db.Set<Certificate>() on e.CertificateId equals c.Id orderby e.Id select new { e, c.Number };
        await foreach (var r in rows.AsAsyncEnumerable().WithCancellation(cancel))
            writer.Row(r.Number, r.e.Kind.ToString(), Cells.Of(r.e.EffectiveOn), r.e.Code?.ToString(), r.e.Reason, Cells.Of(r.e.RecordedUtc));
    }
}
