namespace Training.Bench;

/// <param name="Only">
/// "issue": certificates issued in bulk and drawn as files; "merge": two streets become one; "export": a large workbook; "whatif": a draft simulated over a roster; "recompute": everybody compared
/// with the ledger; "rates": the aggregate rebuilt and read; "changes": only changes of facts, after "rates"; "facts": everything exported and imported into an empty tenant; and nothing else.
/// </param>
/// <param name="Folder">Where a big roster stays between runs; its schema stays too.</param>
internal sealed record BenchOptions(int Seconds, string? Postgres, string? Only, int People, string Folder)
{
    public static BenchOptions Parse(string[] args)
    {
        string? Value(string name) => Array.IndexOf(args, name) is var i && i >= 0 && i + 1 < args.Length ? args[i + 1] : null;
        return new(int.Parse(Value("--seconds") ?? "5", System.Globalization.CultureInfo.InvariantCulture), Value("--postgres"), Value("--only"),
            int.Parse(Value("--people") ?? "2000", System.Globalization.CultureInfo.InvariantCulture),
            Value("--folder") ?? Path.Combine(Path.GetTempPath(), "training-bench-roster"));
    }
}
