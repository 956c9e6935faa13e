using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Training.Modules.Certification.Schemes.Editing;

/// <summary>Adds, removes and moves rules: what each button of the form does, without script.</summary>
public static class SchemeFormEdit
{
    /// <summary>Does what a button says, e.g. <c>up:r.0.2</c>; the choice of what to add is in the input beside it.</summary>
    /// <returns>Name of the rule to go on with, for the address; null when nothing was done.</returns>
    public static string? Apply(SchemeForm form, string what, IFormCollection posted)
    {
        if (what == "addPath")
        {
            if (form.Paths.Count >= SchemeForm.MaxPaths) return null;
            form.Paths.Add(new(new(RuleFieldKind.All)) { From = (form.Paths.Count + 1).ToString(CultureInfo.InvariantCulture) });
            return $"p{form.Paths.Count - 1}";
        }
        if (what.Split(':', 2) is not [var verb, var key]) return null;
        if (verb == "removePath" && int.TryParse(key, out var path) && path >= 0 && path < form.Paths.Count)
        {
            form.Paths.RemoveAt(path);
            return "paths";
        }
        var steps = key.Split('.');
        if (Root(form, steps, out var used) is not { } root) return null;
        List<RuleField>? siblings = null;
        var (at, field) = (-1, root);
        for (var i = used; i < steps.Length; i++)
        {
            if (!int.TryParse(steps[i], NumberStyles.None, CultureInfo.InvariantCulture, out at) || at >= field.Children.Count) return null;
            siblings = field.Children;
            field = siblings[at];
        }
        if (verb == "add") return Add(field, key, posted[key + ":add"].ToString(), form);
        if (siblings is null) return null;
        var parent = string.Join('.', steps[..^1]);
        switch (verb)
        {
            case "remove":
                siblings.RemoveAt(at);
                return parent;
            case "up" when at > 0:
                (siblings[at - 1], siblings[at]) = (siblings[at], siblings[at - 1]);
                return $"{parent}.{at - 1}";
            case "down" when at < siblings.Count - 1:
                (siblings[at + 1], siblings[at]) = (siblings[at], siblings[at + 1]);
                return $"{parent}.{at + 1}";
            default:
                return key;
        }
    }

    private static string? Add(RuleField field, string key, string wanted, SchemeForm form)
    {
        if (!field.HasChildren || form.Requirements.Count() + form.Paths.Sum(p => p.Rules.Count()) >= SchemeForm.MaxRules) return null;
        var kind = field.IsGroup ? Enum.TryParse<RuleFieldKind>(wanted, out var chosen) && chosen != RuleFieldKind.Quota && Enum.IsDefined(chosen) ? chosen : RuleFieldKind.Module : RuleFieldKind.Quota;
        var added = new RuleField(kind);
        if (kind == RuleFieldKind.Some) added["count"] = "1";
        added["basis"] = nameof(Models.Basis.DistrictRule);
        field.Children.Add(added);
        return $"{key}.{field.Children.Count - 1}";
    }

    private static RuleField? Root(SchemeForm form, string[] steps, out int used)
    {
        used = 1;
        if (steps[0] == "r") return form.Requirements;
        used = 2;
        return steps is [['p', ..] p, "r", ..] && int.TryParse(p[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var path) && path < form.Paths.Count
            ? form.Paths[path].Rules : null;
    }
}
