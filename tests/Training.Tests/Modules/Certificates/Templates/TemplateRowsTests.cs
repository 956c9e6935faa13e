using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Services;
using Training.Platform.Data;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Certificates.Templates;

public sealed class TemplateRowsTests
{
    [Theory, OnBothDatabases]
    public async Task A_saved_version_and_its_picture_are_never_changed(TestDatabase database)
    {
        await using var tenant = await TestTenant.CreateAsync(database, content: false);
        await tenant.InScopeAsync(s => s.GetRequiredService<CertificateTemplates>().AddAsync(TemplateRulesTests.With("{{ 姓名 }}完成培训。"), [1, 2, 3], CancellationToken.None));
        await Assert.ThrowsAnyAsync<DbException>(() => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificateTemplate>().ExecuteUpdateAsync(u => u.SetProperty(t => t.Statement, "别的"))));
        await Assert.ThrowsAnyAsync<DbException>(() => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificateLogo>().ExecuteUpdateAsync(u => u.SetProperty(l => l.Png, new byte[] { 9 }))));
        await Assert.ThrowsAnyAsync<DbException>(() => tenant.InScopeAsync(s => s.GetRequiredService<TenantDb>().Set<CertificateTemplate>().ExecuteDeleteAsync()));
        var (statement, png) = await tenant.InScopeAsync(async s => (
            (await s.GetRequiredService<TenantDb>().Set<CertificateTemplate>().SingleAsync()).Statement, (await s.GetRequiredService<TenantDb>().Set<CertificateLogo>().SingleAsync()).Png));
        Assert.Equal("{{ 姓名 }}完成培训。", statement);
        Assert.Equal([1, 2, 3], png);
    }
}
