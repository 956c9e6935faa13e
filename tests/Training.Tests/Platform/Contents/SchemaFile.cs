using Training.Platform.Contents;
using Training.Tests.Architecture;

namespace Training.Tests.Platform.Contents;

/// <summary>
/// Compares a published schema with the record that packs are read into. After a wanted change of the record, run the test
/// with TRAINING_WRITE_SCHEMAS=1 to write the file anew.
/// </summary>
internal static class SchemaFile
{
    public static void AssertCurrent<T>(string name, string title)
    {
        var file = Path.Combine(RepositoryRoot.Path, "content", "schemas", name + ".schema.json");
        var export = PackSchema.Export<T>(title);
        if (Environment.GetEnvironmentVariable("TRAINING_WRITE_SCHEMAS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, export);
        }
        Assert.Equal(export, File.ReadAllText(file));
    }
}
