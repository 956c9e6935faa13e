using Training.Modules.Reporting.Models;

namespace Training.Modules.Insights.Models;

/// <summary>An interval of shares, 0–1, both ends within it.</summary>
public readonly record struct Interval(double Low, double High)
{
    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;

    /// <summary>Whole tenths of a percent of both ends, for bars.</summary>
    public (int Low, int High) Tenths => ((int)Math.Round(Low * 1000), (int)Math.Round(High * 1000));
}

/// <summary>95 % intervals: Wilson's for a share (E. B. Wilson, JASA 1927), the normal one for a mean. Pure.</summary>
public static class Wilson
{
    /// <summary>97.5 % point of the normal distribution.</summary>
    internal const double Z = 1.959964;

    /// <summary>Below so many nothing is ranked and nothing is concluded.</summary>
    public const int Enough = 10;

    /// <summary>Of a share; the whole of 0–1 where there is nobody.</summary>
    public static Interval Of(int right, int of)
    {
        if (of == 0) return new(0, 1);
        double p = (double)right / of, zz = Z * Z, scale = 1 + (zz / of);
        double middle = (p + (zz / (2 * of))) / scale, half = Z * Math.Sqrt((p * (1 - p) / of) + (zz / (4.0 * of * of))) / scale;
        return new(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    public static Interval Of(Rate rate) => Of(rate.Numerator, rate.Denominator);
}

/// <summary>How a mean is known: from sums, so that portions can be added.</summary>
/// <param name="Sum">Of the values.</param>
/// <param name="Squares">Sum of their squares.</param>
public readonly record struct Moments(int Count, double Sum, double Squares)
{
    public double Mean => Count == 0 ? 0 : Sum / Count;

    /// <summary>Half the width of the 95 % interval (normal); null below two values.</summary>
    public double? Half => Count < 2 ? null : Wilson.Z * Math.Sqrt(Math.Max(0, (Squares - (Sum * Sum / Count)) / (Count - 1)) / Count);

    public static Moments Of(IEnumerable<double> values) => values.Aggregate(default(Moments), (m, v) => m.Plus(v));

    public Moments Plus(double value) => new(Count + 1, Sum + value, Squares + (value * value));

    public Verdict Verdict => Count < Wilson.Enough || Half is not { } half ? Verdict.TooFew
        : Mean - half > 0 ? Verdict.Better : Mean + half < 0 ? Verdict.Worse : Verdict.None;
}

/// <summary>The difference of two means of different people, with the normal interval (variances apart).</summary>
public readonly record struct Contrast(Moments Of, Moments Against)
{
    public double Mean => Of.Mean - Against.Mean;

    /// <summary>Half the width of the 95 % interval; null where one side has fewer than two values.</summary>
    public double? Half => Of.Half is { } a && Against.Half is { } b ? Math.Sqrt((a * a) + (b * b)) : null;

    public Verdict Verdict => Of.Count < Wilson.Enough || Against.Count < Wilson.Enough || Half is not { } half ? Verdict.TooFew
        : Mean - half > 0 ? Verdict.Better : Mean + half < 0 ? Verdict.Worse : Verdict.None;
}

/// <summary>What an interval of a difference says.</summary>
public enum Verdict { TooFew, Better, None, Worse }

public static class Verdicts
{
    /// <summary>Chinese, a source string for <see cref="Platform.Localization.Text"/>.</summary>
    public static string Title(this Verdict verdict) => verdict switch
    {
        Verdict.TooFew => "样本不足",
        Verdict.Better => "有提升",
        Verdict.Worse => "变差",
        _ => "看不出效果",
    };

    /// <summary>Class of the dot before it.</summary>
    public static string Mark(this Verdict verdict) => verdict switch { Verdict.Better => "ok", Verdict.Worse => "warn", Verdict.None => "info", _ => "off" };
}
