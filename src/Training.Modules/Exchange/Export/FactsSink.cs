using System.IO.Compression;
using System.Text;
using Training.Modules.Exchange.Format;

namespace Training.Modules.Exchange.Export;

/// <summary>Where the files of a set go: one after the other.</summary>
public abstract class FactsSink : IDisposable
{
    /// <summary>A file to write; it is complete when it is disposed.</summary>
    public abstract Stream Create(string name);

    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <exception cref="FactsException">There is something in it already.</exception>
    public static FactsSink ToFolder(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())) throw new FactsException("这个文件夹里已经有东西，请换一个空的。");
        Directory.CreateDirectory(path);
        return new Folder(path);
    }

    public static FactsSink ToZip(Stream output) => new Archive(output);

    private sealed class Folder(string path) : FactsSink
    {
        public override Stream Create(string name) => new FileStream(Path.Combine(path, name), FileMode.CreateNew, FileAccess.Write);
    }

    private sealed class Archive(Stream output) : FactsSink
    {
        private readonly ZipArchive _zip = new(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);

        public override Stream Create(string name) => _zip.CreateEntry(name, CompressionLevel.Fastest).Open();

        public override void Dispose()
        {
            _zip.Dispose();
            base.Dispose();
        }
    }
}
