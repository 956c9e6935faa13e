using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Modules.Exchange.Format;
using Training.Modules.Learning.Models;
using Training.Modules.People.Models;
using Training.Modules.People.Services;
using Training.Modules.Reporting.Services;
using Training.Platform.AuditTrail;
using Training.Platform.Data;
using Training.Platform.Settings;

namespace Training.Modules.Exchange.Import;

/// <summary>
/// Brings a set of facts into a site without people, as a whole or not at all. A dry run does the very same and then takes it
/// back: what it reports is what would have happened.
/// </summary>
public sealed class FactsImport
{
    private const string Before = "facts";

    private readonly TenantDb _db;
    private readonly UnitOfWork _unit;
    private readonly BulkInsert _bulk;
    private readonly SchemeTable _schemes;
    private readonly SettingsStore _settings;
    private readonly PeopleDirectory _people;
    private readonly AppData _appData;
    private readonly FactsProof _proof;
    private readonly IssuingOrder _order;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    public FactsImport(TenantDb db, UnitOfWork unit, BulkInsert bulk, SchemeTable schemes, SettingsStore settings, PeopleDirectory people,
        AppData appData, FactsProof proof, IssuingOrder order, AuditLog audit, TimeProvider clock)
    {
        (_db, _unit, _bulk, _schemes, _settings, _people) = (db, unit, bulk, schemes, settings, people);
        (_appData, _proof, _order, _audit, _clock) = (appData, proof, order, audit, clock);
    }

    /// <param name="apply">False: dry run.</param>
    /// <param name="by">For work beside requests: who ordered it.</param>
    public Task<FactsReport> RunAsync(FactsSource source, bool apply, (long Id, string Name)? by, CancellationToken cancel) => _unit.RunAsync(async () =>
    {
        var transaction = _db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Before, cancel);
        var state = new ImportState(source, _clock.Today(), _clock.UtcNow());
        var (waiting, kept) = (0, false);
        try
        {
            await _order.TakeAsync(cancel);
            if (await ReadManifestAsync(state, cancel) && await IsEmptyAsync(state, cancel))
            {
                await WriteAsync(state, cancel);
                if (!state.Problems.Any) waiting = await _proof.RunAsync(state, cancel);
            }
            kept = apply && !state.Problems.Any;
            if (kept)
            {
                _audit.Add("Facts", "Imported", state.Manifest.Tenant.Length == 0 ? "facts" : state.Manifest.Tenant, $"导入历史数据：{string.Join("，", state.Rows.Select(r => $"{r.Key} {r.Value} 行"))}。", by: by);
                await _db.SaveChangesAsync(cancel);
            }
            else await transaction.RollbackToSavepointAsync(Before, cancel);
        }
        finally
        {
            // Memory must not know what was taken back, nor miss what was kept.
            Forget();
            if (kept) await _unit.AfterCommitAsync(() => { Forget(); return Task.CompletedTask; });
            _db.ChangeTracker.Clear();
        }
        var manifest = state.Manifest;
        return new FactsReport(manifest?.Tenant ?? "", manifest?.AsOf, manifest?.AutoIssue ?? false, state.Rows, state.Problems.Count, state.Problems.First, waiting, kept);
    }, cancel);

    private void Forget()
    {
        _schemes.Forget();
        _people.ForgetUnits();
        _settings.Forget<CertificationSettings>();
    }

    private async Task WriteAsync(ImportState state, CancellationToken cancel)
    {
        var units = new UnitRows(_db);
        await units.WriteAsync(state, cancel);
        await units.WriteParentsAsync(state, cancel);
        await new PeopleRows(_db, _bulk).WriteAsync(state, cancel);
        var assignments = new AssignmentRows(_bulk);
        await assignments.WriteAsync(state, cancel);
        await assignments.WriteLeavesAsync(state, cancel);
        await assignments.WriteExemptionsAsync(state, cancel);
        var schemes = new SchemeRows(_db, _schemes, _appData);
        await schemes.WriteAsync(state, cancel);
        await schemes.WriteUpdatesAsync(state, cancel);
        await new OpeningRows(_db, _schemes).WriteAsync(state, cancel);
        var evidence = new EvidenceRows(_bulk);
        await evidence.WriteAsync(state, cancel);
        await evidence.WriteCompletionsAsync(state, cancel);
        var settings = await _settings.GetAsync<CertificationSettings>(cancel);
        var certificates = new CertificateRows(_db, _bulk);
        await certificates.WriteAsync(state, settings.Issuer, cancel);
        await certificates.WriteEventsAsync(state, cancel);
        foreach (var (name, rows) in state.Manifest.Rows)
            if (FactFiles.Find(name) is not null && rows != state.Rows.GetValueOrDefault(name))
                state.Problems.Add(name, 0, "", "", "清单说有 {0} 行，文件里是 {1} 行，可能没有传完整。改过文件的，请把清单里的行数也改掉或删去。", rows, state.Rows.GetValueOrDefault(name));
        if (state.Problems.Any) return;
        await _settings.SetAsync(settings with { AutoIssue = state.Manifest.AutoIssue }, cancel);
        await MoveOnAsync<Person>(cancel);
        await MoveOnAsync<RoleAssignment>(cancel);
        await MoveOnAsync<Evidence>(cancel);
        await MoveOnAsync<Certificate>(cancel);
    }

    /// <summary>Ids were given by hand: on PostgreSQL the next one must come after them.</summary>
    private async Task MoveOnAsync<T>(CancellationToken cancel) where T : class
    {
        if (!_db.Database.IsNpgsql()) return;
        var table = _db.Model.FindEntityType(typeof(T))!.GetTableName()!;
#pragma warning disable EF1002 // the name comes from the model
        await _db.Database.ExecuteSqlRawAsync(
            $"SELECT setval(pg_get_serial_sequence('{table}', 'id'), GREATEST(nextval(pg_get_serial_sequence('{table}', 'id')), (SELECT COALESCE(MAX(id), 0) + 1 FROM {table})), false)", cancel);
#pragma warning restore EF1002
    }

    private static async Task<bool> ReadManifestAsync(ImportState state, CancellationToken cancel)
    {
        try
        {
            await using var stream = state.Source.Open(FactFiles.ManifestName) ?? throw new FactsException("缺 manifest.json，请对照说明补上。");
            var bytes = new byte[FactLimits.Manifest];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
            state.Manifest = FactsManifest.Read(bytes.AsSpan(0, length));
            if (state.Manifest.Format != FactsManifest.FormatName) Refuse("这不是历史数据的清单，format 应为 training-facts。");
            else if (state.Manifest.Version != FactFiles.Version) Refuse("格式的版本不认识，本平台认第 1 版。请用同一版本的平台导出。");
        }
        catch (JsonException)
        {
            Refuse("manifest.json 读不出来，请对照说明改正。");
        }
        catch (InvalidDataException)
        {
            Refuse("压缩包里的这个文件坏了。请重新打包。");
        }
        catch (FactsException e)
        {
            Refuse(e.Message);
        }
        return !state.Problems.Any;

        void Refuse(string message) => state.Problems.Add(FactFiles.ManifestName, 0, "", "", message);
    }

    /// <summary>Nobody but those who keep the site, and nothing that counts.</summary>
    private async Task<bool> IsEmptyAsync(ImportState state, CancellationToken cancel)
    {
        if (!await _db.Set<RoleAssignment>().AnyAsync(cancel) && !await _db.Set<Evidence>().AnyAsync(cancel) && !await _db.Set<Certificate>().AnyAsync(cancel)
            && !await _db.Set<Person>().AnyAsync(p => !_db.Set<StaffGrant>().Any(g => g.PersonId == p.Id), cancel)) return true;
        state.Problems.Add("", 0, "", "", "站点里已经有人员。历史数据只能导入到还没有人员的新站点，请先新建一个站点。");
        return false;
    }
}
