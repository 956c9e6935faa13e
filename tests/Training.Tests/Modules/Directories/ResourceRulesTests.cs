using Training.Modules.Directories.Models;

namespace Training.Tests.Modules.Directories;

public sealed class ResourceRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 9);

    [Theory]
    [InlineData(ResourceCategories.Station, 90, false)]
    [InlineData(ResourceCategories.Station, 91, true)]
    [InlineData(ResourceCategories.Hotline, 30, false)]
    [InlineData(ResourceCategories.Hotline, 31, true)]
    [InlineData(ResourceCategories.YouthLine, 31, true)]
    [InlineData(ResourceCategories.WomensLine, 31, true)]
    public void A_check_counts_90_days_and_30_for_hotlines(string category, int daysAgo, bool needsCheck) =>
        Assert.Equal(needsCheck, new ResourcePart { Category = category, VerifiedOn = Today.AddDays(-daysAgo) }.NeedsCheck(Today));

    [Fact]
    public void What_was_never_checked_says_so_but_for_the_emergency_numbers()
    {
        Assert.True(new ResourcePart { Category = ResourceCategories.Online }.NeedsCheck(Today));
        Assert.False(new ResourcePart { Category = ResourceCategories.Emergency }.NeedsCheck(Today));
    }

    [Fact]
    public void The_handbook_asks_to_call_first_after_180_days()
    {
        Assert.False(new ResourcePart { VerifiedOn = Today.AddDays(-180) }.CallFirst(Today));
        Assert.True(new ResourcePart { VerifiedOn = Today.AddDays(-181) }.CallFirst(Today));
    }

    [Fact]
    public void Emergency_comes_first_then_street_district_and_city()
    {
        ResourcePart[] ordered =
        [
            new() { Category = ResourceCategories.Emergency, Open24h = true, Level = ResourceLevels.National },
            new() { Category = ResourceCategories.Station, SubDistrict = "华阳路街道", Level = ResourceLevels.SubDistrict },
            new() { Category = ResourceCategories.Hotline, Open24h = true, Level = ResourceLevels.District },
            new() { Category = ResourceCategories.Hotline, Open24h = true, Level = ResourceLevels.City },
            new() { Category = ResourceCategories.Law, Level = ResourceLevels.National },
        ];
        Assert.Equal(ordered, ordered.Reverse().OrderBy(r => r.Rank()));
    }

    [Theory]
    [InlineData("962525 心理热线", "962525", true, "心理热线")]
    [InlineData("区 24 小时心理服务热线", "400-821-6787", true, "区心理服务热线")]
    [InlineData("青小聊", null, false, "青小聊")]
    public void A_name_beside_its_number_repeats_nothing(string title, string? phone, bool open24h, string name) =>
        Assert.Equal(name, new ResourcePart { Phone = phone, Open24h = open24h }.NameBesideNumber(title));
}
