using System.Net;
using System.Text.RegularExpressions;
using Training.Tests.Hosting;

namespace Training.Tests.Security;

/// <summary>
/// A sign-in cookie, form token or record id of one tenant opens nothing in another: tried over every route of the app.
/// A new route must be added to <see cref="Addresses"/> or <see cref="Records"/>, else the first test fails.
/// </summary>
public sealed partial class TenantIsolationTests
{
    /// <summary>Routes without a record's id: an address to try.</summary>
    private static readonly Dictionary<string, string> Addresses = new()
    {
        [""] = "",
        ["accessibility"] = "accessibility",
        ["privacy"] = "privacy",
        ["forbidden"] = "forbidden",
        ["language"] = "language?to=en",
        ["sign-in"] = "sign-in",
        ["sign-out"] = "sign-out",
        ["me"] = "me",
        ["me/data"] = "me/data",
        ["search"] = "search?q=保密",
        ["projects"] = "projects",
        ["projects/{slug:regex(^[a-z0-9-]{{1,60}}$)}"] = "projects/linjia-mama",
        ["resources"] = "resources",
        ["handbook/{street?}"] = "handbook",
        ["home"] = "home",
        ["certificates"] = "certificates",
        ["certificates/why/{role?}"] = "certificates/why",
        ["console/schemes"] = "console/schemes",
        ["console/schemes/forced-updates"] = "console/schemes/forced-updates",
        ["console/schemes/major-editions"] = "console/schemes/major-editions",
        ["console/schemes/openings/{role}"] = "console/schemes/openings/teacher",
        ["console/schemes/versions/{role}/{number:int}"] = "console/schemes/versions/teacher/1",
        ["modules"] = "modules",
        ["modules/{code}"] = "modules/o02",
        ["modules/{code}/enter"] = "modules/o02/enter",
        ["modules/{code}/check"] = "modules/o02/check",
        ["modules/{code}/tool"] = "modules/o02/tool",
        ["modules/{code}/lessons/{n:int}"] = "modules/o02/lessons/1",
        ["modules/{code}/lessons/{n:int}/complete"] = "modules/o02/lessons/1/complete",
        ["modules/{code}/lessons/{n:int}/progress"] = "modules/o02/lessons/1/progress",
        ["exams"] = "exams",
        ["exams/{code}"] = "exams/x-demo-community",
        ["scenarios"] = "scenarios",
        ["scenarios/{id}"] = "scenarios/s1",
        ["console/courseware"] = "console/courseware",
        ["console/courseware/preview"] = "console/courseware/preview",
        ["console/courseware/{id:length(26)}"] = "console/courseware/{lesson}",
        ["console/courseware/{id:length(26)}/versions"] = "console/courseware/{lesson}/versions",
        ["console/jobs"] = "console/jobs",
        ["console/courseware/{code}/questions"] = "console/courseware/o02/questions",
        ["console/mail"] = "console/mail",
        ["console/reminders"] = "console/reminders",
        ["console/notices"] = "console/notices",
        ["notices"] = "notices",
        ["notices/count"] = "notices/count",
        ["me/email"] = "me/email",
        ["console/certificates"] = "console/certificates",
        [".well-known/openbadges/keys.json"] = ".well-known/openbadges/keys.json",
        ["verify/badges/{purpose:regex(^(revocation|suspension)$)}/{list:long:min(0)}"] = "verify/badges/revocation/0",
        ["console/certificates/settings"] = "console/certificates/settings",
        ["console/certificates/exports"] = "console/certificates/exports",
        ["console/certificates/by-hand"] = "console/certificates/by-hand",
        ["console/certificates/open-early"] = "console/certificates/open-early",
        ["console/transcripts"] = "console/transcripts",
        ["console/certificates/templates"] = "console/certificates/templates",
        ["console/certificates/templates/{target}"] = "console/certificates/templates/teacher",
        ["me/record"] = "me/record",
        ["me/outside"] = "me/outside",
        ["console/records"] = "console/records",
        ["console/records/new"] = "console/records/new",
        ["console/records/assess"] = "console/records/assess",
        ["console/records/import"] = "console/records/import",
        ["console/records/import/template.csv"] = "console/records/import/template.csv",
        ["console/records/import/template.xlsx"] = "console/records/import/template.xlsx",
        ["console/outside"] = "console/outside",
        ["console/outside/rules"] = "console/outside/rules",
        ["console/rates"] = "console/rates",
        ["console/rates/forecast"] = "console/rates/forecast",
        ["console/rates/forecast/people"] = "console/rates/forecast/people?days=60",
        ["console/rates/ranking"] = "console/rates/ranking",
        ["console/rates/settings"] = "console/rates/settings",
        ["console/rates/compare"] = "console/rates/compare?from=2026-01-31&to=2026-06-30",
        ["console/effect"] = "console/effect?module=o02",
        ["console/data-quality"] = "console/data-quality?check=no-phone",
        ["console/anomalies"] = "console/anomalies",
        ["console/rates/people"] = "console/rates/people",
        ["console/rates/export"] = "console/rates/export",
        ["console/city"] = "console/city",
        ["console/city/{district}"] = "console/city/changning",
        ["console/city/export"] = "console/city/export",
        ["console/city/{district}/export"] = "console/city/changning/export",
        ["console/reports"] = "console/reports",
        ["console/reports/settings"] = "console/reports/settings",
        ["console/reports/verify"] = "console/reports/verify",
        ["console/reports/{key:length(4,7)}"] = "console/reports/2026-10",
        ["console/reports/{key:length(4,7)}/submit"] = "console/reports/2026-10/submit",
        ["console/city/reports"] = "console/city/reports",
        ["console/saved-reports"] = "console/saved-reports",
        ["console/saved-reports/dashboard"] = "console/saved-reports/dashboard?format=csv",
        ["console/api-tokens"] = "console/api-tokens",
        ["api/v1/rates"] = "api/v1/rates",
        ["api/v1/definitions"] = "api/v1/definitions",
        ["api/v1/units"] = "api/v1/units",
        ["console/facts"] = "console/facts",
        ["console/roster"] = "console/roster",
        ["console/roster/new"] = "console/roster/new",
        ["console/roster/exemptions"] = "console/roster/exemptions",
        ["console/roster/merge"] = "console/roster/merge",
    };

    /// <summary>Routes that name a record: the address with the other tenant's record.</summary>
    private static readonly Dictionary<string, string> Records = new()
    {
        ["console/reports/{key:length(4,7)}/{number:int}"] = "console/reports/{period}/1",
        ["console/reports/{key:length(4,7)}/{number:int}/zip"] = "console/reports/{period}/1/zip",
        ["console/reports/{key:length(4,7)}/{number:int}/{kind:regex(^(xlsx|pdf|csv)$)}"] = "console/reports/{period}/1/csv",
        ["console/city/reports/{reference:length(26)}"] = "console/city/reports/{submission}",
        ["console/city/reports/{reference:length(26)}/zip"] = "console/city/reports/{submission}/zip",
        ["console/city/reports/{reference:length(26)}/{kind:regex(^(xlsx|pdf|csv)$)}"] = "console/city/reports/{submission}/csv",
        ["check/{reference}/{n:int}"] = "check/{attempt}/1",
        ["check/{reference}/submit"] = "check/{attempt}/submit",
        ["check/{reference}/result"] = "check/{attempt}/result",
        ["exam/{reference}/{n:int}"] = "exam/{exam}/1",
        ["exam/{reference}/submit"] = "exam/{exam}/submit",
        ["exam/{reference}/result"] = "exam/{exam}/result",
        ["scenarios/run/{reference}"] = "scenarios/run/{run}",
        ["scenarios/run/{reference}/debrief"] = "scenarios/run/{run}/debrief",
        ["scenarios/run/{reference}/steps/{n:int}"] = "scenarios/run/{run}/steps/1",
        ["console/records/{reference:length(26)}"] = "console/records/{evidence}",
        ["console/records/import/{reference:length(26)}"] = "console/records/import/{import}",
        ["console/records/import/{reference:length(26)}/problems.csv"] = "console/records/import/{import}/problems.csv",
        ["me/outside/{reference:length(26)}/proof"] = "me/outside/{outside}/proof",
        ["console/outside/{reference:length(26)}"] = "console/outside/{outside}",
        ["console/outside/{reference:length(26)}/proof"] = "console/outside/{outside}/proof",
        ["console/facts/{reference:length(26)}"] = "console/facts/{facts}",
        ["console/people/{reference:length(26)}/why"] = "console/people/{person}/why",
        ["console/people/{reference:length(26)}/certificates"] = "console/people/{person}/certificates",
        ["console/roster/{reference:length(26)}"] = "console/roster/{person}",
        ["console/roster/{reference:length(26)}/posts/{post:length(26)}"] = "console/roster/{person}/posts/{post}",
        ["console/schemes/{reference:length(26)}"] = "console/schemes/{scheme}",
        ["console/schemes/{reference:length(26)}/what-if"] = "console/schemes/{scheme}/what-if",
        ["console/schemes/{reference:length(26)}/publish"] = "console/schemes/{scheme}/publish",
        ["certificates/{number}"] = "certificates/{number}",
        ["certificates/{number}/print"] = "certificates/{number}/print",
        ["certificates/{number}.pdf"] = "certificates/{number}.pdf",
        ["transcripts/{code:length(26)}"] = "transcripts/{transcript}",
        ["transcripts/{code}.pdf"] = "transcripts/{transcript}.pdf",
        ["transcripts/{code}.json"] = "transcripts/{transcript}.json",
        ["console/certificates/batch/{reference:length(26)}"] = "console/certificates/batch/{batch}",
        ["console/certificates/exports/{reference}.zip"] = "console/certificates/exports/{export}.zip",
        [".well-known/openbadges/{kid}.json"] = ".well-known/openbadges/{badgeKey}.json",
        ["certificates/{number}.json"] = "certificates/{number}.json",
        ["certificates/{number}/card.png"] = "certificates/{number}/card.png",
        ["certificates/{number}.png"] = "certificates/{number}.png",
        ["verify/{number?}"] = "verify/{number}",
        ["console/saved-reports/{reference:length(26)}"] = "console/saved-reports/{report}",
        ["console/saved-reports/edit/{reference:length(26)?}"] = "console/saved-reports/edit/{report}",
        ["console/saved-reports/{reference:length(26)}/export"] = "console/saved-reports/{report}/export",
        ["console/saved-reports/deliveries/{reference:length(26)}"] = "console/saved-reports/deliveries/{delivery}",
        ["console/courseware/{id:length(26)}/versions/{version:length(26)}"] = "console/courseware/{lesson}/versions/{version}",
        ["console/courseware/{id:length(26)}/publish/{version:length(26)}"] = "console/courseware/{lesson}/publish/{version}",
    };

    [Fact]
    public void Every_route_of_the_app_is_tried()
    {
        var routes = SiteRoute.All(TestApp.For(TestDatabase.Sqlite)).Select(r => r.Pattern).ToHashSet();
        var known = Addresses.Keys.Concat(Records.Keys).ToHashSet();
        Assert.Empty(routes.Except(known));
        Assert.Empty(known.Except(routes));
    }

    [Theory, OnBothDatabases]
    public async Task A_cookie_of_another_tenant_signs_nobody_in(TestDatabase database)
    {
        var world = await IsolationWorld.CreateAsync(database);
        var theirCookie = await world.Theirs.SignInCookieAsync(world.Them);
        var ourCookie = await world.Ours.SignInCookieAsync(world.Us);
        // As it is, and sealed text under the name that this tenant reads.
        var renamed = ourCookie[..(ourCookie.IndexOf('=', StringComparison.Ordinal) + 1)] + theirCookie[(theirCookie.IndexOf('=', StringComparison.Ordinal) + 1)..];
        var opened = new List<string>();
        foreach (var route in SiteRoute.All(world.Ours.App).Where(r => !r.IsPublic))
            foreach (var method in route.Methods)
                foreach (var cookie in new[] { theirCookie, renamed })
                {
                    using var client = world.Ours.App.CreateDefaultClient(new Uri($"http://localhost{world.Ours.Tenant.BasePath}/"), new CookieJar(cookie));
                    using var request = new HttpRequestMessage(new HttpMethod(method), Fill(world, AddressOf(route.Pattern)));
                    if (method != "GET") request.Content = new FormUrlEncodedContent([]);
                    using var response = await client.SendAsync(request);
                    if (response.StatusCode != HttpStatusCode.Redirect || response.Headers.Location?.ToString().Contains("/sign-in", StringComparison.Ordinal) != true)
                        opened.Add($"{method} {request.RequestUri}: {(int)response.StatusCode}");
                }
        Assert.Empty(opened);
    }

    [Theory, OnBothDatabases]
    public async Task An_id_of_another_tenant_finds_nothing(TestDatabase database)
    {
        var world = await IsolationWorld.CreateAsync(database);
        using var client = await world.Ours.SignedInAsync(world.Us);
        var found = new List<string>();
        foreach (var (pattern, address) in Records)
        {
            var route = SiteRoute.All(world.Ours.App).Single(r => r.Pattern == pattern);
            foreach (var method in route.Methods)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), Fill(world, address));
                if (method != "GET") request.Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", await TokenAsync(client))]);
                using var response = await client.SendAsync(request);
                var body = await response.Content.ReadAsStringAsync();
                // The public verification page answers 404 in words; nobody's name may be on any of them.
                if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed) || body.Contains(world.Them.Name, StringComparison.Ordinal)
                    || body.Contains("他们写的", StringComparison.Ordinal))
                    found.Add($"{method} {address}: {(int)response.StatusCode}");
            }
        }
        Assert.Empty(found);
    }

    [Theory, OnBothDatabases]
    public async Task The_same_ids_open_in_their_own_tenant(TestDatabase database)
    {
        var world = await IsolationWorld.CreateAsync(database);
        using var client = await world.Theirs.SignedInAsync(world.Them);
        foreach (var name in new[]
        {
            "check/{attempt}/1", "exam/{exam}/1", "scenarios/run/{run}", "certificates/{number}", "certificates/{number}.pdf", "transcripts/{transcript}.pdf",
            "console/courseware/{lesson}/versions/{version}", "console/records/{evidence}", "console/records/import/{import}",
            "console/roster/{person}", "console/roster/{person}/posts/{post}",
            "me/outside/{outside}/proof", "console/outside/{outside}", "console/outside/{outside}/proof",
            "console/saved-reports/{report}", "console/saved-reports/edit/{report}", "console/saved-reports/{report}/export", "console/saved-reports/deliveries/{delivery}",
        })
        {
            using var response = await client.GetAsync(Fill(world, name));
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{name}: {(int)response.StatusCode}");
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_form_token_of_another_tenant_is_refused(TestDatabase database)
    {
        var world = await IsolationWorld.CreateAsync(database);
        using var them = await world.Theirs.SignedInAsync(world.Them);
        var theirToken = await TokenAsync(them);
        var theirFormCookie = CookieJar.Of(them).Single(c => c.Key.StartsWith("form.", StringComparison.Ordinal)).Value;
        using var us = await world.Ours.SignedInAsync(world.Us);
        await TokenAsync(us);
        var ours = CookieJar.Of(us);
        ours[ours.Keys.Single(k => k.StartsWith("form.", StringComparison.Ordinal))] = theirFormCookie;
        using var response = await us.PostAsync("modules/o02/check", new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", theirToken)]));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static async Task<string> TokenAsync(HttpClient client)
    {
        var page = await client.PageAsync("modules/o02/check");
        return page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    internal static string AddressOf(string pattern) => Addresses.GetValueOrDefault(pattern) ?? Records[pattern];

    internal static string Fill(IsolationWorld world, string address) => Hole().Replace(address, m => world.Records[m.Groups[1].Value]);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Hole();
}
