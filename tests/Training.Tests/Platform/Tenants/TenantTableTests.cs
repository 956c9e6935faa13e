using Training.Platform.Tenants;

namespace Training.Tests.Platform.Tenants;

public sealed class TenantTableTests
{
    private static readonly TenantTable Table = new(
    [
        Make("Default", "", ""), Make("changning", "", "changning"), Make("shili", "", "shili"),
        Make("byhost", "cn.example.org", ""), Make("byport", "cn.example.org:8080", ""), Make("both", "cn.example.org", "training"),
        Make("wild", "*.example.net", ""), Make("longwild", "*.west.example.net", ""),
    ]);

    [Theory]
    [InlineData("localhost", "/", "Default")]
    [InlineData("localhost", "/home", "Default")]
    [InlineData("localhost:5080", "/changning", "changning")]
    [InlineData("localhost:5080", "/Changning/home", "changning")]
    [InlineData("localhost", "/shili/modules/o02", "shili")]
    [InlineData("localhost", "/changningx", "Default")]
    [InlineData("cn.example.org", "/home", "byhost")]
    [InlineData("cn.example.org:8080", "/home", "byport")]
    [InlineData("cn.example.org", "/training/home", "both")]
    [InlineData("cn.example.org:9000", "/training", "both")]
    [InlineData("a.example.net", "/", "wild")]
    [InlineData("a.west.example.net", "/", "longwild")]
    public void A_request_finds_its_tenant_by_host_then_first_path_segment(string host, string path, string expected) =>
        Assert.Equal(expected, Table.Match(host, path)?.Name);

    [Fact]
    public void Without_a_tenant_for_everything_an_unknown_address_has_none() =>
        Assert.Null(new TenantTable([Make("changning", "", "changning")]).Match("localhost", "/elsewhere"));

    [Fact]
    public void Two_tenants_at_one_address_are_refused() =>
        Assert.Throws<TenantConflictException>(() => new TenantTable([Make("a", "", "x"), Make("b", "", "X")]));

    private static Tenant Make(string name, string host, string prefix) =>
        new() { Name = name, TenantId = name, VersionId = "", RequestUrlHost = host, RequestUrlPrefix = prefix, State = TenantState.Running };
}
