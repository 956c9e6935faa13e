namespace Training.Modules.Demo.Models;

/// <summary>Common surnames and given names; any likeness to a person is chance.</summary>
internal static class DemoNames
{
    private static readonly string[] Surnames =
        "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 潘 袁 蔡 蒋 余 于 杜 叶 程 魏 苏 吕 丁 任 卢 姚 沈 钟 姜 崔 谭 陆 范 汪 廖 石 金 韦 贾 夏 付 方 邹 熊 白 孟 秦 邱 侯 江 尹 薛 阎 段 雷 龙 黎 史 陶 贺 毛 郝 顾 龚 邵 万 覃 武 钱 戴 严 莫 孔 向 常".Split(' ');

    private static readonly string[] First = "雨 晓 文 佳 静 思 海 明 秋 春 丽 玉 慧 若 清 安 可 书 子 嘉 新 欣 月 云 宁 乐 知 锦 芳 兰".Split(' ');

    private static readonly string[] Second = "婷 雯 怡 琳 敏 洁 芸 萍 霞 燕 菲 妍 颖 莹 倩 蓉 梅 珊 岚 瑶 华 平 宁 琴 青 禾 然 心 涵 悦".Split(' ');

    public static string Make(Random random) =>
        Surnames[random.Next(Surnames.Length)] + First[random.Next(First.Length)] + (random.Next(5) == 0 ? "" : Second[random.Next(Second.Length)]);
}
