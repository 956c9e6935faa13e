using Microsoft.EntityFrameworkCore;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Review;
using Training.Modules.Exchange.Format;
using Training.Modules.People.Models;
using Training.Modules.Reporting.Services;
using Training.Platform.Data;

namespace Training.Modules.Exchange.Import;

/// <summary>certificates.csv and certificate_events.csv; the series of numbers go on behind the highest one.</summary>
internal sealed class CertificateRows(TenantDb db, BulkInsert bulk)
{
    private static readonly string[] Columns =
    [
        nameof(Certificate.Id), nameof(Certificate.Number), nameof(Certificate.VerifyCode), nameof(Certificate.PersonId), nameof(Certificate.Role),
        nameof(Certificate.SchemeId), nameof(Certificate.HolderName), nameof(Certificate.SchemeTitle), nameof(Certificate.Hours), nameof(Certificate.Issuer),
        nameof(Certificate.CompletedOn), nameof(Certificate.IssuedOn), nameof(Certificate.ValidFrom), nameof(Certificate.ValidThrough),
        nameof(Certificate.RecordedUtc), nameof(Certificate.SiteName), nameof(Certificate.SiteSubName),
    ];

    private static readonly string[] EventColumns =
    [
        nameof(CertificateEvent.CertificateId), nameof(CertificateEvent.Kind), nameof(CertificateEvent.EffectiveOn), nameof(CertificateEvent.Reason),
        nameof(CertificateEvent.Code), nameof(CertificateEvent.RecordedUtc),
    ];

    /// <param name="issuer">Of the site, where the file names none.</param>
    public async Task WriteAsync(ImportState state, string issuer, CancellationToken cancel)
    {
        var rows = new BulkRows<Certificate>(bulk, Columns);
        var (codes, seen, series) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<(long, TrainingRole, DateOnly)>(), new Dictionary<string, int>());
        foreach (var row in state.Read(FactFiles.Certificates))
        {
            var (number, person, role) = (row.Text("number", 30), state.Person(row), row.Word<TrainingRole>("role"));
            var version = row.Whole("scheme_version", 1, 9_999);
            var code = VerifyCode(row);
            var (title, holder, by) = (row.Optional("scheme_title", 80), row.Optional("holder_name", 50), row.Optional("issuer", 80));
            var (completed, issued) = (row.Day("completed_on"), row.Day("issued_on"));
            var (from, through, hours) = (row.Day("valid_from"), row.Day("valid_through"), row.OptionalAmount("hours", 1_000));
            var (site, sub, recorded) = (row.Optional("site_name", 80), row.Optional("site_sub_name", 80), row.Moment("recorded_at", state.Now));
            if (row.Good) CheckNumber(row, number, role);
            if (row.Good && issued < completed) row.Fault("issued_on", "发证早于完成，请核对。");
            if (row.Good && issued > state.Today) row.Fault("issued_on", "日期在将来，请核对。");
            if (row.Good && through < from) row.Fault("valid_through", "结束日期早于开始日期，请核对。");
            var scheme = state.Scheme(row, role, version);
            if (number.Length > 0 && !state.Certificates.TryAdd(number, new(state.Certificates.Count + 1, row.Number))) row.Fault("number", "这个证书编号前面已经有了，请核对。");
            if (!codes.Add(code)) row.Fault("verify_code", "这个核验码前面已经有了，请核对。");
            if (row.Good && !seen.Add((person!.Value.Id, role, completed))) row.Fault("completed_on", "同一次完成发了两张证书，请核对。");
            if (!row.Good) continue;
            var (prefix, running) = (number[..^7], int.Parse(number.AsSpan(number.Length - 6), System.Globalization.CultureInfo.InvariantCulture));
            series[prefix] = Math.Max(running, series.GetValueOrDefault(prefix));
            if (!state.Problems.Any)
                await rows.AddAsync(cancel, state.Certificates[number].Id, number, code, person!.Value.Id, role.ToString(), scheme!.Id, holder ?? person.Value.Name,
                    title ?? scheme.Title, hours ?? scheme.Rules.Hours, by ?? issuer, completed, issued, from, through, recorded, site ?? "", sub ?? "");
        }
        if (state.Problems.Any) return;
        await rows.FlushAsync(cancel);
        await GoOnAsync(series, cancel);
    }

    public async Task WriteEventsAsync(ImportState state, CancellationToken cancel)
    {
        var rows = new BulkRows<CertificateEvent>(bulk, EventColumns);
        foreach (var row in state.Read(FactFiles.CertificateEvents))
        {
            var (number, kind, on) = (row.Text("number", 30), row.Word<CertificateEventKind>("kind"), row.Day("effective_on"));
            var (code, reason, recorded) = (row.OptionalWord<ReasonCode>("reason_code"), row.Text("reason", 420), row.Moment("recorded_at", state.Now));
            if (number.Length > 0 && !state.Certificates.ContainsKey(number)) row.Fault("number", "certificates.csv 里没有这个编号，请核对或补上。");
            if (row.Good && !state.Problems.Any) await rows.AddAsync(cancel, state.Certificates[number].Id, kind.ToString(), on, reason, code?.ToString(), recorded);
        }
        if (!state.Problems.Any) await rows.FlushAsync(cancel);
    }

    private static void CheckNumber(FactRow row, string number, TrainingRole role)
    {
        if (CertificateNumber.Parse(number) != number) row.Fault("number", "编号写成 310105-CD-2026-000123 这样：区码、岗位码、年份、六位流水。");
        else if (number[7..9] != role.Code()) row.Fault("number", "{0} 的编号中间是 {1}，请核对岗位。", role, role.Code());
    }

    private static string VerifyCode(FactRow row)
    {
        if (row.Optional("verify_code", Ids.Length) is not { } code) return Ids.New();
        if (code.Length != Ids.Length || !code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))) row.Fault("verify_code", "核验码是 26 位小写字母和数字；没有就留空，会另给一个。");
        return code;
    }

    private async Task GoOnAsync(Dictionary<string, int> series, CancellationToken cancel)
    {
        var known = await db.Set<CertificateSeries>().ToDictionaryAsync(s => s.Prefix, cancel);
        foreach (var (prefix, last) in series)
        {
            if (known.TryGetValue(prefix, out var row)) row.Last = Math.Max(row.Last, last);
            else db.Add(new CertificateSeries { Prefix = prefix, Last = last });
        }
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }
}
