namespace Training.Platform.Security;

/// <summary>Something that may be allowed.</summary>
/// <param name="Name">Identifier, also the name of the authorization policy.</param>
/// <param name="Description">In Chinese, for the settings page.</param>
/// <param name="Roles">Roles that have it by default (Orchard's stereotypes); "*" = everyone signed in.</param>
public sealed record Permission(string Name, string Description, params string[] Roles);
