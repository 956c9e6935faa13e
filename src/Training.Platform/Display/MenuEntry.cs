namespace Training.Platform.Display;

/// <summary>Where a page is placed: which layout and which navigation.</summary>
public enum Area { Learner, Public, Console }

/// <summary>An entry of a navigation.</summary>
/// <param name="Key">Compared with <see cref="PageFrame.Nav"/> to mark the current page.</param>
/// <param name="Title">Chinese source string.</param>
/// <param name="Url">Tenant-relative, e.g. "/resources".</param>
/// <param name="Icon">Name of an icon of the theme.</param>
/// <param name="Order">Small comes first.</param>
/// <param name="Permission">Needed to see the entry; null = everyone.</param>
/// <param name="TabTitle">Short title in the bottom bar of a phone; null = not shown there.</param>
/// <param name="CityOnly">Only the city's own site has it.</param>
/// <param name="DistrictOnly">Only districts have it.</param>
public sealed record MenuEntry(
    Area Area, string Key, string Title, string Url, string Icon, int Order,
    string? Permission = null, string? TabTitle = null, bool CityOnly = false, bool DistrictOnly = false);
