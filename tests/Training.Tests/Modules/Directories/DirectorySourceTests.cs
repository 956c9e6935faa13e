using Training.Modules.Directories.Models;
using Training.Modules.Directories.Services;
using Training.Platform.Contents;
using Training.Tests.Modules.Courseware;
using Training.Tests.Platform.Contents;

namespace Training.Tests.Modules.Directories;

public sealed class DirectorySourceTests
{
    private static List<ShippedItem> Read(string folder, out ContentReport report) => Read(folder, report = new());

    private static List<ShippedItem> Read(string folder, ContentReport report) =>
        [.. new ProjectSource().Read(folder, report), .. new ResourceSource().Read(folder, report)];

    [Fact]
    public void The_shipped_directories_are_the_seven_projects_and_the_known_numbers()
    {
        var items = Read(ContentFolder.Shipped, out var report);
        Assert.Empty(report.Problems);
        Assert.Equal(["爱伴同行", "邻家妈妈", "追光小屋", "童心港湾", "守护星", "心家园", "青倾说"],
            items.Where(i => i.Type == BrandProjectPart.ContentType).Select(i => i.Title));
        Assert.All(items.Where(i => i.Type == BrandProjectPart.ContentType), i => Assert.True(i.Published));
        Assert.Equal(["110", "120", "119", "400-821-6787", "962525", "12355", "12338", null], Phones(published: true));
        Assert.Equal(["12356", "12345", "12309"], Phones(published: false));

        IEnumerable<string?> Phones(bool published) => items.Where(i => i.Type == ResourcePart.ContentType && i.Published == published)
            .Select(i => i.Parts.OfType<ResourcePart>().Single().Phone);
    }

    [Fact]
    public void A_project_whose_lead_no_source_names_has_the_joint_wording() => Assert.All(
        Read(ContentFolder.Shipped, out _).SelectMany(i => i.Parts).OfType<BrandProjectPart>().Where(p => p.Lead is null && p.Source.Contains("第7项")),
        p => Assert.Equal("区民政局、区妇联、团区委", p.LeadText));

    [Theory]
    [InlineData(ResourceSource.File, "category: 心理热线", "category: 算命热线", "算命热线")]
    [InlineData(ResourceSource.File, "phone: 400-821-6787", "phone: 400 821 6787", "phone")]
    [InlineData(ResourceSource.File, "tel: \"4008216787\"", "tel: \"4008216788\"", "tel 应当是")]
    [InlineData(ResourceSource.File, "audience: [儿童, 监护人]", "audience: [儿童, 路人]", "路人")]
    [InlineData(ResourceSource.File, "mode: [网络]", "mode: [心灵感应]", "心灵感应")]
    [InlineData(ResourceSource.File, "crisisBanner: 7", "crisisBanner: 6", "用了两次")]
    [InlineData(ResourceSource.File, "发生火灾，先到安全处，打 119。", "也可以打 021-12345678。", "021-12345678")]
    [InlineData(ResourceSource.File, "open24h: true", "open24H: true", "open24H")]
    [InlineData(ResourceSource.File, "level: 国家", "level: 宇宙", "宇宙")]
    [InlineData(ProjectSource.File, "lead: YouthLeague", "lead: Rotary", "Rotary")]
    [InlineData(ProjectSource.File, "category: 结对陪伴", "category: 其他", "其他")]
    [InlineData(ProjectSource.File, "slug: linjia-mama", "slug: 邻家", "邻家")]
    [InlineData(ProjectSource.File, "slug: linjia-mama", "slug: shouhuxing", "用了两次")]
    [InlineData(ProjectSource.File, "summary: 困境儿童居室微改造", "summary: 请打 13812345678，困境儿童居室微改造", "13812345678")]
    [InlineData(ProjectSource.File, "    source: 长民〔2024〕6号 第7项\n", "", "source")]
    public void A_fault_is_reported_with_its_line(string file, string was, string becomes, string named)
    {
        using var folder = ContentFolder.Copy();
        folder.Replace(file, was, becomes);
        Read(folder.Path, out var report);
        Assert.Contains(report.Problems, p => p.File == file && p.Line > 1 && p.Message.Contains(named));
    }

    [Fact]
    public void The_published_schema_of_projects_is_what_is_read() => SchemaFile.AssertCurrent<ProjectsFile>("project", "directories/projects.yaml");

    [Fact]
    public void The_published_schema_of_resources_is_what_is_read() => SchemaFile.AssertCurrent<ResourcesFile>("resource", "directories/resources.yaml");
}
