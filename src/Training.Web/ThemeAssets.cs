using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Training.Platform.Display;

namespace Training.Web;

/// <summary>Serves the theme's built files below <c>/assets/</c>: the brotli or gzip sibling made at build time, cached for ever when the address carries the hash.</summary>
internal static class ThemeAssets
{
    public static void UseThemeAssets(this WebApplication app)
    {
        var theme = app.Services.GetRequiredService<Theme>();
        var files = new PhysicalFileProvider(theme.WebRoot);
        var types = new FileExtensionContentTypeProvider();
        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/assets", out var rest) || !rest.HasValue) return next(context);
            var accepts = context.Request.Headers.AcceptEncoding.ToString();
            foreach (var (encoding, ending) in new[] { ("br", ".br"), ("gzip", ".gz") })
                if (accepts.Contains(encoding, StringComparison.Ordinal) && files.GetFileInfo(rest.Value + ending).Exists
                    && types.TryGetContentType(rest.Value!, out var type))
                {
                    context.Items[nameof(ThemeAssets)] = (encoding, type);
                    context.Request.Path = "/assets" + rest.Value + ending;
                    break;
                }
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/assets",
            FileProvider = files,
            ServeUnknownFileTypes = true,
            OnPrepareResponse = c =>
            {
                var headers = c.Context.Response.Headers;
                headers.Vary = "Accept-Encoding";
                headers.CacheControl = c.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=300";
                if (c.Context.Items[nameof(ThemeAssets)] is not (string encoding, string type)) return;
                headers.ContentEncoding = encoding;
                headers.ContentType = type;
            },
        });
    }
}
