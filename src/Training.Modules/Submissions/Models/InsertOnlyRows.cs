using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Training.Modules.Submissions.Models;

/// <summary>Rows that are only ever added: saving a changed property throws.</summary>
internal static class InsertOnlyRows
{
    /// <summary>To be called last in a configuration.</summary>
    public static void InsertOnly<T>(this EntityTypeBuilder<T> builder) where T : class
    {
        foreach (var property in builder.Metadata.GetProperties())
            if (!property.IsKey()) property.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
    }
}
