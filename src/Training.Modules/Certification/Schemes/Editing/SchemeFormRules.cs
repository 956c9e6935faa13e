using System.Globalization;
using System.Text.RegularExpressions;
using Training.Modules.Certification.Models;
using Training.Modules.Certification.Models.Rules;

namespace Training.Modules.Certification.Schemes.Editing;

/// <summary>What the form says.</summary>
/// <param name="Problems">By name of the input, in Chinese: what is wrong and what to do. None = the rules can be saved.</param>
public sealed record SchemeFormResult(string Title, DateOnly? From, string Note, SchemeRules Rules, IReadOnlyDictionary<string, string> Problems);

/// <summary>Reads what was typed as rules; everything wrong is told at its input. The limits are those of scheme files.</summary>
public sealed partial class SchemeFormRules
{
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);
    private readonly SchemeSubjects _subjects;

    private SchemeFormRules(SchemeSubjects subjects) => _subjects = subjects;

    public static SchemeFormResult Read(SchemeForm form, SchemeSubjects subjects) => new SchemeFormRules(subjects).Read(form);

    private SchemeFormResult Read(SchemeForm form)
    {
        if (form["title"].Length is < 2 or > 80) Say("title", "请写方案名称，2 到 80 个字，会印在证书上。");
        else if (CertificateWording.Problem(form["title"]) is { } wording) Say("title", wording);
        DateOnly? from = null;
        if (form["from"].Length > 0)
        {
            if (DateOnly.TryParseExact(form["from"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) from = day;
            else Say("from", "请按 2027-01-01 这样写日期，或者留空。");
        }
        var rules = new SchemeRules
        {
            Requirements = Group(form.Requirements, "r"),
            Validity = new()
            {
                Unit = Choice<ValidityUnit>("unit", form["unit"]), Count = Whole("count", form["count"], 0, 120) ?? 12,
                From = Choice<ValidityStart>("start", form["start"]), Basis = Choice<Basis>("basis", form["basis"]),
            },
            Renewal = new()
            {
                OpensDaysBefore = Whole("opens", form["opens"], 0, 365) ?? 90, ClosesDaysAfter = Whole("closes", form["closes"], 0, 730) ?? 180,
                Basis = Choice<Basis>("renewalBasis", form["renewalBasis"]), Paths = [.. form.Paths.Select(Path)],
            },
            TransitionMonths = Whole("transition", form["transition"], 0, 24) ?? 6,
            PassPercent = Whole("pass", form["pass"], 50, 100) ?? 80,
            Hours = Amount("hours", form["hours"], 0.5m, 400) ?? 1,
        };
        if (!rules.Validity.IsPossible) Say("count", "只有“到 12 月 31 日”的可以填 0，其他请填 1 到 120 之间的整数。");
        if (_problems.Count == 0) CheckWhole(rules);
        return new(form["title"], from, form["note"], rules, _problems);
    }

    private RenewalPath Path(PathField path, int i)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"p{i}");
        if (path.Title.Length is 1 or > 40) Say(key + ":title", "名称 2 到 40 个字，也可以留空。");
        return new()
        {
            Title = path.Title.Length > 0 ? path.Title : null, FromCycle = Whole(key + ":from", path.From, 1, 50) ?? 1,
            EveryCycles = Whole(key + ":every", path.Every, 0, 50) ?? 1, Requirements = Group(path.Rules, key + ".r"),
        };
    }

    /// <summary>What only the whole can tell: rules that cannot be meant, and renewals for which nothing is written.</summary>
    private void CheckWhole(SchemeRules rules)
    {
        foreach (var problem in RuleCheck.Of(rules.Requirements)) Say(InputOf("r", problem.Path), problem.Message);
        for (var i = 0; i < rules.Renewal.Paths.Count; i++)
            foreach (var problem in RuleCheck.Of(rules.Renewal.Paths[i].Requirements)) Say(InputOf($"p{i}.r", problem.Path), problem.Message);
        if (rules.Renewal.Paths.Count == 0) return;
        for (var cycle = 1; cycle <= 24; cycle++)
            if (rules.Renewal.PathOf(cycle) is null)
            {
                Say("paths", $"第 {cycle} 次换证没有写要满足什么，请补上，或把某一份改成每次都用。");
                return;
            }
    }

    /// <summary>rules[2].quotas[0].atMost → r.2.0:most.</summary>
    private static string InputOf(string root, string path)
    {
        var key = root + string.Concat(Index().Matches(path).Select(m => "." + m.Groups[1].Value));
        var last = path.Split('.')[^1];
        return key + ":" + (Index().IsMatch(last) ? "kind" : last switch
        {
            "atLeast" => "least", "atMost" => "most", "waivable" => "waive", "times" => "times", "count" => "count", "subject" => "subject", "modules" => "modules", _ => "kind",
        });
    }

    private Rule Group(RuleField field, string key) => Rule(field, key) ?? AllOf.Of();

    private Rule? Rule(RuleField field, string key)
    {
        var label = Label(field, key);
        var basis = Choice<Basis>(key + ":basis", field["basis"]);
        switch (field.Kind)
        {
            case RuleFieldKind.All:
                return new AllOf { Rules = Children(field, key), Label = label, Basis = basis };
            case RuleFieldKind.Some:
                return new SomeOf { Count = Whole(key + ":count", field["count"], 1, 60) ?? 1, Rules = Children(field, key), Label = label, Basis = basis };
            case RuleFieldKind.Hours:
                return new HoursOf
                {
                    AtLeast = Amount(key + ":least", field["least"], 0.1m, 1000) ?? 1, HoursPerCredit = Amount(key + ":rate", field["rate"], 1, 100, optional: true),
                    WithinMonths = Whole(key + ":within", field["within"], 1, 120, optional: true), SinceLastCompletion = field["since"] == "last",
                    Filter = Filter(field, key), Quotas = Quotas(field, key), Label = label, Basis = basis,
                };
            case RuleFieldKind.Changed:
                var modules = Words(field["modules"]);
                if (modules.Count == 0) Say(key + ":modules", "请写至少一个模块代码，例如 O02、R05。");
                CheckModules(key + ":modules", modules);
                return new ChangedModules { Modules = modules, Waivable = Waivable(field), Label = label, Basis = basis };
            default:
                return Shown(field, key, label, basis);
        }
    }

    private Shown? Shown(RuleField field, string key, string? label, Basis basis)
    {
        if (field.Shows is not { } kind) return null;
        var subject = field["subject"].ToUpperInvariant();
        if (subject.Length > 0 && !Code().IsMatch(subject)) Say(key + ":subject", "代码用大写字母和数字，例如 O02、S1、X-CD；不限哪一个就留空。");
        else if (subject.Length > 0 && kind == RequirementKind.Module) CheckModules(key + ":subject", [subject]);
        return new()
        {
            Kind = kind, Subject = subject.Length > 0 ? subject : null, MinScore = Whole(key + ":score", field["score"], 1, 100, optional: true),
            MaxAgeMonths = Whole(key + ":age", field["age"], 1, 120, optional: true), Times = Whole(key + ":times", field["times"], 1, 50, optional: true) ?? 1,
            SinceLastCompletion = field["since"] == "last",
            Waivable = Waivable(field), Label = label, Basis = basis,
        };
    }

    private static bool? Waivable(RuleField field) => field["waive"] switch { "yes" => true, "no" => false, _ => null };

    private List<Rule> Children(RuleField field, string key)
    {
        if (field.Children.Count == 0) Say(key + ":kind", "里面还没有要求，请加一条，或删掉这一组。");
        return [.. field.Children.Select((c, i) => Rule(c, $"{key}.{i}")).OfType<Rule>()];
    }

    private List<Quota>? Quotas(RuleField field, string key) => field.Children.Count == 0 ? null : [.. field.Children.Select((c, i) =>
    {
        var at = $"{key}.{i}";
        return new Quota
        {
            Label = Label(c, at), Filter = Filter(c, at), AtLeast = Amount(at + ":least", c["least"], 0, 1000, optional: true) ?? 0,
            AtMost = Amount(at + ":most", c["most"], 0, 1000, optional: true), Quotas = Quotas(c, at),
        };
    })];

    private EvidenceFilter Filter(RuleField field, string key)
    {
        var kinds = Words(field["kinds"]).Select(k => Enum.TryParse<RequirementKind>(k, out var kind) ? kind : RequirementKind.Hours).Where(k => k != RequirementKind.Hours).ToList();
        var strands = Words(field["strands"].ToUpperInvariant());
        if (strands.Any(s => s.Length != 1)) Say(key + ":strands", "主线写模块代码的首字母，例如 T、F。");
        return new()
        {
            Kinds = kinds.Count > 0 ? kinds : null, Levels = Some(field["levels"]), Categories = Some(field["cats"]), Topics = Some(field["topics"]),
            Strands = strands.Count > 0 ? strands : null, Subjects = Some(field["only"]), Except = Some(field["except"]),
        };

        static IReadOnlyList<string>? Some(string text) => Words(text) is { Count: > 0 } words ? words : null;
    }

    private void CheckModules(string input, IReadOnlyList<string> codes)
    {
        var unknown = codes.Where(c => !_subjects.KnowsModule(c)).ToList();
        if (unknown.Count > 0) Say(input, $"没有这个模块：{string.Join("、", unknown)}。可以用的有：{string.Join("、", _subjects.KnownModules)}。");
    }

    private string? Label(RuleField field, string key)
    {
        if (field["label"].Length > 40) Say(key + ":label", "名称最多 40 个字。");
        return field["label"].Length > 0 ? field["label"] : null;
    }

    private int? Whole(string input, string text, int min, int max, bool optional = false)
    {
        if (optional && text.Length == 0) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Say(input, $"请填 {min} 到 {max} 之间的整数{(optional ? "，或者留空" : "")}。");
        return null;
    }

    private decimal? Amount(string input, string text, decimal min, decimal max, bool optional = false)
    {
        if (optional && text.Length == 0) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max && decimal.Round(number, 2) == number) return number;
        Say(input, $"请填 {min:0.##} 到 {max:0.##} 之间的数，最多两位小数{(optional ? "，或者留空" : "")}。");
        return null;
    }

    private T Choice<T>(string input, string text) where T : struct, Enum
    {
        if (Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value)) return value;
        if (text.Length > 0) Say(input, "请从列表里选一项。");
        return default;
    }

    private void Say(string input, string message) => _problems.TryAdd(input, message);

    private static IReadOnlyList<string> Words(string text) => [.. Separators().Split(text).Where(w => w.Length > 0)];

    [GeneratedRegex(@"[、,，;；\s]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Index();

    [GeneratedRegex("^[A-Z][A-Z0-9-]{0,39}$")]
    private static partial Regex Code();
}
