namespace Training.Modules.Courseware.Authoring;

public enum DiffKind { Same, Changed, Removed, Added }

/// <summary>One row of two texts side by side. Line numbers count from 1; null where that side has no line.</summary>
public sealed record DiffRow(DiffKind Kind, int? LeftLine, string? Left, int? RightLine, string? Right);

/// <summary>
/// Compares two texts line by line by their longest common subsequence, so that an author sees what another one changed.
/// Removed and added lines that meet are set side by side as changed.
/// </summary>
public static class LineDiff
{
    /// <summary>
    /// Cells of the table, about 1,000 × 1,000 differing lines; beyond, the differing middle is shown as replaced as a whole,
    /// so that no text however long costs much memory or time.
    /// </summary>
    public const int MaxCells = 1_000_000;

    public static IReadOnlyList<DiffRow> Of(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var start = 0;
        while (start < left.Count && start < right.Count && left[start] == right[start]) start++;
        int endLeft = left.Count, endRight = right.Count;
        while (endLeft > start && endRight > start && left[endLeft - 1] == right[endRight - 1]) { endLeft--; endRight--; }

        var rows = new Rows(left, right);
        rows.Same(0, 0, start);
        foreach (var (l, r) in Common(left, right, start, endLeft, endRight)) rows.Upto(l, r);
        rows.Change(endLeft, endRight);
        rows.Same(endLeft, endRight, left.Count - endLeft);
        return rows.All;
    }

    /// <summary>Pairs of equal lines in [start, end), in order.</summary>
    private static IEnumerable<(int Left, int Right)> Common(IReadOnlyList<string> left, IReadOnlyList<string> right, int start, int endLeft, int endRight)
    {
        int n = endLeft - start, m = endRight - start;
        if (n == 0 || m == 0 || (long)n * m > MaxCells) yield break;
        var length = new int[n + 1, m + 1];
        for (var i = n - 1; i >= 0; i--)
            for (var j = m - 1; j >= 0; j--)
                length[i, j] = left[start + i] == right[start + j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
        for (int i = 0, j = 0; i < n && j < m;)
        {
            if (left[start + i] == right[start + j]) yield return (start + i++, start + j++);
            else if (length[i + 1, j] >= length[i, j + 1]) i++;
            else j++;
        }
    }

    private sealed class Rows(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        private int _left, _right;

        public List<DiffRow> All { get; } = [];

        public void Same(int l, int r, int count)
        {
            for (var i = 0; i < count; i++) All.Add(new(DiffKind.Same, l + i + 1, left[l + i], r + i + 1, right[r + i]));
            (_left, _right) = (l + count, r + count);
        }

        public void Upto(int l, int r)
        {
            Change(l, r);
            Same(l, r, 1);
        }

        /// <summary>Everything before (l, r) that has not been written differs.</summary>
        public void Change(int l, int r)
        {
            for (; _left < l || _right < r;)
            {
                int? a = _left < l ? _left++ : null, b = _right < r ? _right++ : null;
                All.Add(new(a is null ? DiffKind.Added : b is null ? DiffKind.Removed : DiffKind.Changed,
                    a + 1, a is { } x ? left[x] : null, b + 1, b is { } y ? right[y] : null));
            }
        }
    }
}
