using Training.Modules.Courseware.Models;
using Training.Tests.Platform.Contents;

namespace Training.Tests.Modules.Courseware;

public sealed class PackSchemaTests
{
    [Fact]
    public void The_published_schema_of_a_module_is_what_is_read() => SchemaFile.AssertCurrent<ModuleFile>("module", "module.yaml");

    [Fact]
    public void The_published_schema_of_a_lesson_is_what_is_read() => SchemaFile.AssertCurrent<LessonFront>("lesson", "Front matter of lessons/NN-slug.md");

    [Fact]
    public void The_published_schema_of_a_pocket_tool_is_what_is_read() => SchemaFile.AssertCurrent<ToolFront>("tool", "Front matter of tool.md");

    [Fact]
    public void The_published_schema_of_forbidden_terms_is_what_is_read() => SchemaFile.AssertCurrent<ForbiddenTermsFile>("forbidden-terms", "forbidden-terms.yaml");
}
