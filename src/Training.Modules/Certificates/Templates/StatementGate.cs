using Fluid.Ast;
using Fluid.Ast.BinaryExpressions;

namespace Training.Modules.Certificates.Templates;

/// <summary>Walks a parsed template and stops at the first thing that is not on the short list of what certificates may use.</summary>
internal sealed class StatementGate : AstVisitor
{
    private static readonly HashSet<string> Filters = ["default", "append", "prepend"];

    /// <summary>What was found, as the author would call it; null when all is well.</summary>
    public string? Refused { get; private set; }

    public override Statement Visit(Statement statement)
    {
        // A case without else has no statement there.
        if (statement is null) return null!;
        if (statement is not (TextSpanStatement or OutputStatement or IfStatement or ElseIfStatement or ElseStatement or UnlessStatement
            or CaseStatement or WhenStatement or CommentStatement or NoOpStatement))
            Refused ??= statement.GetType().Name.Replace("Statement", "", StringComparison.Ordinal).ToLowerInvariant();
        return base.Visit(statement);
    }

    public override Expression Visit(Expression expression)
    {
        if (expression is null) return null!;
        switch (expression)
        {
            case FilterExpression filter when !Filters.Contains(filter.Name):
                Refused ??= "| " + filter.Name;
                break;
            case MemberExpression member when member.Segments is not [IdentifierSegment { Identifier: var name }] || StatementVariables.All.All(v => v.Alias != name && v.PlainAlias != name):
                Refused ??= string.Join('.', member.Segments.OfType<IdentifierSegment>().Select(s => s.Identifier));
                break;
            case not (FilterExpression or MemberExpression or LiteralExpression or EqualBinaryExpression or NotEqualBinaryExpression
                or AndBinaryExpression or OrBinaryExpression or ContainsBinaryExpression):
                Refused ??= expression.GetType().Name;
                break;
        }
        return base.Visit(expression);
    }
}
