using Microsoft.Extensions.DependencyInjection;
using Training.Platform.Jobs;

namespace Training.Platform.Notifications;

public static class NotificationServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddScoped<INotifier, Notifier>()
        .AddScoped<NoticeBox>()
        .AddScoped<DeliveryBoard>()
        .AddScoped<Outbox>()
        .AddScoped<MailSender>()
        .AddScoped<MailSecret>()
        .AddScoped<MailTrial>()
        .AddSingleton<IMailTransport, SmtpTransport>()
        .AddJob<SendMail>()
        .AddJob<TidyNotices>();
}
