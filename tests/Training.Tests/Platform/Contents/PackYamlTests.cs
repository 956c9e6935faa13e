using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Training.Platform.Contents;

namespace Training.Tests.Platform.Contents;

public sealed class PackYamlTests
{
    private const string Good = """
        key: thing-1
        size: 1.5
        phone: 110
        on: 2025-04-30
        level: verySmall
        role: Mother
        note: >-
          两行
          一句
        parts:
          - name: 甲
            count: 2
          - name: 乙
        """;

    [Fact]
    public void A_file_that_fits_becomes_the_record()
    {
        var (thing, problems, lines) = Read(Good);
        Assert.Empty(problems);
        Assert.Equal("thing-1", thing!.Key);
        Assert.Equal(1.5m, thing.Size);
        Assert.Equal("110", thing.Phone);
        Assert.Equal(new DateOnly(2025, 4, 30), thing.On);
        Assert.Equal(Level.VerySmall, thing.Level);
        Assert.Equal("两行 一句", thing.Note);
        Assert.Equal(2, thing.Parts[0].Count);
        Assert.Null(thing.Other);
        Assert.Equal(13, lines["parts[1].name"]);
        Assert.Equal(13, lines["parts[1].count"]);
    }

    [Theory]
    [InlineData("size: 1.5", "size: big", 2)]
    [InlineData("key: thing-1\n", "", 1)]
    [InlineData("    count: 2", "    colour: 2", 12)]
    [InlineData("    count: 2", "    count: 9", 12)]
    [InlineData("    count: 2", "    count: many", 12)]
    [InlineData("name: 乙", "name:", 13)]
    [InlineData("on: 2025-04-30", "on: 30.4.2025", 4)]
    [InlineData("level: verySmall", "level: VerySmall", 5)]
    [InlineData("role: Mother", "role: Uncle", 6)]
    [InlineData("role: Mother", "role: [Mother]", 6)]
    [InlineData("role: Mother", "role: Mother\nrole: Mother", 7)]
    [InlineData("key: thing-1", "key: Thing 1", 1)]
    [InlineData("  - name: 乙", "  - name: 乙\n  - name: 丙\n  - name: 丁", 11)]
    [InlineData("size: 1.5", "size: \"1.5", 2)]
    public void A_fault_names_its_line(string was, string becomes, int line)
    {
        Assert.Contains(was, Good);
        var (thing, problems, _) = Read(Good.Replace(was, becomes));
        Assert.Null(thing);
        var problem = Assert.Single(problems);
        Assert.Equal("a.yaml", problem.File);
        Assert.True(line == problem.Line, problem.ToString());
    }

    [Fact]
    public void A_type_that_occurs_twice_is_checked_in_both_places()
    {
        Assert.Equal("丙", Read(Good + "\nmore:\n  - name: 丙\n").Thing!.More[0].Name);
        Assert.Equal(15, Assert.Single(Read(Good + "\nmore:\n  - nom: 丙\n    name: 丁\n").Problems).Line);
    }

    [Fact]
    public void All_faults_of_a_file_are_told_at_once() =>
        Assert.Equal(3, Read(Good.Replace("size: 1.5", "size: big").Replace("role: Mother", "role: Uncle").Replace("count: 2", "count: 9")).Problems.Count);

    [Fact]
    public void Front_matter_counts_lines_of_its_file()
    {
        var report = new ContentReport();
        Assert.Null(PackMarkdown.Parse<Part>("---\nname: 甲\ncount: 9\n---\n正文\n", "a.md", report));
        Assert.Equal(3, Assert.Single(report.Problems).Line);
        var good = PackMarkdown.Parse<Part>("---\nname: 甲\n---\n\n正文\n", "a.md", new())!;
        Assert.Equal((4, "\n正文\n"), (good.BodyLine, good.Body));
    }

    [Fact]
    public void Markdown_without_front_matter_is_refused()
    {
        var report = new ContentReport();
        Assert.Null(PackMarkdown.Parse<Part>("正文\n", "a.md", report));
        Assert.Single(report.Problems);
    }

    private static (Thing? Thing, IReadOnlyList<ContentProblem> Problems, PackLines Lines) Read(string yaml)
    {
        var report = new ContentReport();
        var thing = PackYaml.Parse<Thing>(yaml, "a.yaml", report, out var lines);
        return (thing, report.Problems, lines);
    }

    private enum Level { VerySmall, Big }

    private enum Role { Mother, Father }

    private sealed record Part
    {
        public required string Name { get; init; }
        [Range(1, 5)] public int Count { get; init; } = 1;
    }

    private sealed record Thing
    {
        [RegularExpression("[a-z0-9-]+")] public required string Key { get; init; }
        public required decimal Size { get; init; }
        public string? Phone { get; init; }
        public DateOnly? On { get; init; }
        [JsonConverter(typeof(CamelCaseWords<Level>))] public Level Level { get; init; }
        public required Role Role { get; init; }
        public string Note { get; init; } = "";
        public string? Other { get; init; }
        [Length(1, 3)] public required IReadOnlyList<Part> Parts { get; init; }
        public IReadOnlyList<Part> More { get; init; } = [];
    }
}
