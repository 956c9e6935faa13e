namespace Training.Modules.Courseware.Authoring;

/// <summary>Two texts side by side for a page; titles are already localized.</summary>
public sealed record DiffView(string LeftTitle, string RightTitle, IReadOnlyList<DiffRow> Rows);
