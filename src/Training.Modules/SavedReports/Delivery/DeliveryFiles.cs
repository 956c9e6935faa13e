using Training.Modules.SavedReports.Export;
using Training.Modules.SavedReports.Models;
using Training.Platform.Data;
using Training.Platform.Tenants;

namespace Training.Modules.SavedReports.Delivery;

/// <summary>Delivered files in the tenant's folder.</summary>
public sealed class DeliveryFiles(AppData appData, CurrentTenant tenant)
{
    public string PathOf(ReportDelivery delivery) => appData.Site(tenant.Required, "Reports", delivery.Ref + ReportFile.EndingOf(delivery.Format));

    /// <summary>Writes beside and then in place, so that a file is whole or not there.</summary>
    public void Write(ReportDelivery delivery, Action<Stream> write)
    {
        var path = PathOf(delivery);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var file = new FileStream(path + ".part", FileMode.Create, FileAccess.ReadWrite)) write(file);
        File.Move(path + ".part", path, overwrite: true);
    }

    public void Remove(ReportDelivery delivery) => File.Delete(PathOf(delivery));
}
