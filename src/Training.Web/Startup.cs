using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Training.Platform.Contents;
using Training.Platform.Recipes;

namespace Training.Web;

/// <summary>Runs the site; what commonly goes wrong at start is said in one line instead of a stack trace.</summary>
internal static class Startup
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (Explain(e) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return 1;
        }
    }

    internal static string? Explain(Exception e) => e switch
    {
        IOException { InnerException: AddressInUseException } => "The port is in use. Choose another one, e.g. ./run.sh --port 5081.",
        RecipeException or ContentException or SettingsException => e.Message,
        FileNotFoundException => e.Message,
        Npgsql.NpgsqlException { InnerException: SocketException } => "PostgreSQL does not answer. Check Database:ConnectionString and that the server runs.",
        Npgsql.PostgresException p => $"PostgreSQL refused: {p.MessageText}. Check Database:ConnectionString.",
        _ when e.InnerException is { } inner => Explain(inner),
        _ => null,
    };
}

/// <summary>A setting without which the site cannot run; the message names it.</summary>
internal sealed class SettingsException(string message) : Exception(message);
