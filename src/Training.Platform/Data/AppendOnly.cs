using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Training.Platform.Data;

/// <summary>Tables to which rows are only ever added: history that nobody, and no fault of the program, can write anew.</summary>
public static class AppendOnly
{
    /// <summary>Saving a changed row of this type is a fault and throws.</summary>
    public static void IsAppendOnly<T>(this EntityTypeBuilder<T> builder) where T : class =>
        builder.Metadata.AddAnnotation(Mark, true);

    internal const string Mark = "AppendOnly";

    /// <summary>After the model is complete.</summary>
    internal static void Enforce(IMutableModel model)
    {
        foreach (var type in model.GetEntityTypes().Where(t => t.FindAnnotation(Mark) is not null).ToList())
        {
            type.RemoveAnnotation(Mark);
            foreach (var property in type.GetProperties().Where(p => !p.IsPrimaryKey())) property.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        }
    }
}
