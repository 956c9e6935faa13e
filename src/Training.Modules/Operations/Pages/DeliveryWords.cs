using Training.Platform.Notifications;

namespace Training.Modules.Operations.Pages;

/// <summary>Words of the board; source strings for <see cref="Platform.Localization.Text"/>.</summary>
public static class DeliveryWords
{
    public static string Title(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Failed => "没送到",
        DeliveryStatus.Unconfirmed => "待确认",
        DeliveryStatus.Sent => "已送出",
        DeliveryStatus.Skipped => "没有发",
        _ => "等着发",
    };

    /// <summary>What it means and what to do.</summary>
    public static string Advice(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Failed => "邮件服务器不收，或试了多次都不行。看原因，改好后再发一次；地址错了请本人在“我的邮箱”里改。",
        DeliveryStatus.Unconfirmed => "发到一半断了，不知道对方收到没有，所以不自动重发。问一下本人，没收到再发一次。",
        DeliveryStatus.Sent => "邮件服务器已经收下。",
        DeliveryStatus.Skipped => "轮到发时，邮件已关闭，或本人去掉了邮箱。",
        _ => "排队等着发，或稍后再试。",
    };
}
