using System.Globalization;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Schemes.Editing;

/// <summary>Puts rules on the form.</summary>
public static class SchemeFormWriter
{
    public static SchemeForm Of(string title, SchemeRules rules, DateOnly? from, string note)
    {
        var form = new SchemeForm { Requirements = Root(rules.Requirements) };
        form["title"] = title;
        form["from"] = from?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        form["note"] = note;
        form["unit"] = rules.Validity.Unit.ToString();
        form["count"] = Number(rules.Validity.Count);
        form["start"] = rules.Validity.From.ToString();
        form["basis"] = rules.Validity.Basis.ToString();
        form["opens"] = Number(rules.Renewal.OpensDaysBefore);
        form["closes"] = Number(rules.Renewal.ClosesDaysAfter);
        form["renewalBasis"] = rules.Renewal.Basis.ToString();
        form["transition"] = Number(rules.TransitionMonths);
        form["pass"] = Number(rules.PassPercent);
        form["hours"] = Number(rules.Hours);
        foreach (var path in rules.Renewal.Paths)
            form.Paths.Add(new(Root(path.Requirements)) { Title = path.Title ?? "", From = Number(path.FromCycle), Every = Number(path.EveryCycles) });
        return form;
    }

    /// <summary>The top of the form is always a group, so that something can be added beside a single rule.</summary>
    private static RuleField Root(Rule rule) => Field(rule is AllOf or SomeOf ? rule : AllOf.Of(rule));

    private static RuleField Field(Rule rule)
    {
        var field = new RuleField(rule switch
        {
            AllOf => RuleFieldKind.All,
            SomeOf => RuleFieldKind.Some,
            HoursOf => RuleFieldKind.Hours,
            ChangedModules => RuleFieldKind.Changed,
            Shown shown => RuleField.KindOf(shown.Kind),
            _ => throw new InvalidOperationException($"The form knows no rule {rule.GetType().Name}."),
        });
        field["label"] = rule.Label ?? "";
        field["basis"] = rule.Basis.ToString();
        switch (rule)
        {
            case AllOf all:
                field.Children.AddRange(all.Rules.Select(Field));
                break;
            case SomeOf some:
                field["count"] = Number(some.Count);
                field.Children.AddRange(some.Rules.Select(Field));
                break;
            case HoursOf hours:
                field["least"] = Number(hours.AtLeast);
                field["rate"] = hours.HoursPerCredit is { } rate ? Number(rate) : "";
                field["within"] = hours.WithinMonths is { } within ? Number(within) : "";
                field["since"] = hours.SinceLastCompletion ? "last" : "";
                Filter(field, hours.Filter);
                field.Children.AddRange((hours.Quotas ?? []).Select(Field));
                break;
            case ChangedModules changed:
                field["modules"] = List(changed.Modules);
                field["waive"] = Waivable(changed.Waivable);
                break;
            case Shown shown:
                field["subject"] = shown.Subject ?? "";
                field["score"] = shown.MinScore is { } score ? Number(score) : "";
                field["age"] = shown.MaxAgeMonths is { } age ? Number(age) : "";
                field["since"] = shown.SinceLastCompletion ? "last" : "";
                field["times"] = shown.Times > 1 ? Number(shown.Times) : "";
                field["waive"] = Waivable(shown.Waivable);
                break;
        }
        return field;
    }

    private static RuleField Field(Quota quota)
    {
        var field = new RuleField(RuleFieldKind.Quota);
        field["label"] = quota.Label ?? "";
        field["least"] = quota.AtLeast > 0 ? Number(quota.AtLeast) : "";
        field["most"] = quota.AtMost is { } most ? Number(most) : "";
        Filter(field, quota.Filter);
        field.Children.AddRange((quota.Quotas ?? []).Select(Field));
        return field;
    }

    private static void Filter(RuleField field, EvidenceFilter filter)
    {
        field["kinds"] = List(filter.Kinds?.Select(k => k.ToString()));
        field["levels"] = List(filter.Levels);
        field["cats"] = List(filter.Categories);
        field["topics"] = List(filter.Topics);
        field["strands"] = List(filter.Strands);
        field["only"] = List(filter.Subjects);
        field["except"] = List(filter.Except);
    }

    private static string Waivable(bool? waivable) => waivable switch { true => "yes", false => "no", _ => "" };

    private static string List(IEnumerable<string>? words) => string.Join('、', words ?? []);

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
