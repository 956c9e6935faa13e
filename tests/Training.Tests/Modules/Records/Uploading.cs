using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Training.Tests.Hosting;

namespace Training.Tests.Modules.Records;

/// <summary>Sends a form with a file as a browser does.</summary>
internal static class Uploading
{
    public static async Task<HttpResponseMessage> UploadAsync(
        this HttpClient client, string address, string form, string field, string name, byte[] bytes, params (string Name, string Value)[] fields)
    {
        var page = await client.PageAsync(address);
        var element = page.QuerySelector<IHtmlFormElement>(form)!;
        using var content = new MultipartFormDataContent();
        foreach (var hidden in element.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]")) content.Add(new StringContent(hidden.Value), hidden.Name!);
        foreach (var (key, value) in fields) content.Add(new StringContent(value), key);
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Add(file, field, name);
        return await client.PostAsync(element.GetAttribute("action"), content);
    }
}
