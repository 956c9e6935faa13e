namespace Training.Web;

/// <summary>Limits of the host.</summary>
internal static class Limits
{
    /// <summary>No form of the product needs more; larger uploads get their own limit where they are taken.</summary>
    public const long RequestBytes = 2 * 1024 * 1024;
}
