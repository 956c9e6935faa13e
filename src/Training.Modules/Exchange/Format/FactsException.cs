namespace Training.Modules.Exchange.Format;

/// <summary>A set of files that cannot be taken at all. The message is a Chinese source string and says what to do.</summary>
public sealed class FactsException(string message, params object[] arguments) : Exception(message)
{
    public IReadOnlyList<object> Arguments { get; } = arguments;
}
