using Training.Platform.Contents;

namespace Training.Tests.Platform.Contents;

public sealed class ContentSourcesTests
{
    [Fact]
    public void A_key_that_two_sources_share_is_a_problem()
    {
        var report = new ContentReport();
        new IContentSource[] { new One("甲"), new One("乙") }.ReadAll("", report);
        Assert.Contains("甲、乙", Assert.Single(report.Problems).Message);
    }

    private sealed class One(string title) : IContentSource
    {
        public IEnumerable<ShippedItem> Read(string contentFolder, ContentReport report) => [new("key-1", "Page", title, 0, null, true)];
    }
}
