namespace Training.Modules.Reporting.Pages;

/// <summary>The form that asks what names are taken out for.</summary>
/// <param name="Address">Where it goes, from "~/".</param>
/// <param name="Typed">As typed before.</param>
/// <param name="Refusal">Why that will not do; null while it was not sent.</param>
public sealed record PurposeForm(string Address, string? Typed, string? Refusal);
