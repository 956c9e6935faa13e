namespace Training.Modules.Exchange.Export;

/// <summary>Words of the audit trail.</summary>
internal static class ExportWords
{
    public static string Summary(FactsExtent extent, bool phones) => $"导出全部历史数据：{extent.People} 人，{extent.Rows} 行，{(phones ? "带" : "不带")}手机号。";
}
