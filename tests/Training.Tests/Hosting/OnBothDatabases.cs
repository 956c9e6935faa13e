using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Training.Tests.Hosting;

public enum TestDatabase { Sqlite, Postgres }

/// <summary>Runs the test once on each database: <c>[Theory, OnBothDatabases] public async Task It_works(TestDatabase database)</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnBothDatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(TestDatabase.Sqlite), new TheoryDataRow(TestDatabase.Postgres)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
