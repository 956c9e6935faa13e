using System.IO.Compression;
using System.Text;

namespace Training.Modules.Exchange.Format;

/// <summary>The files of a set, in a folder or in a ZIP file. Sizes are counted while reading: what an archive says of itself is not believed.</summary>
public abstract class FactsSource : IDisposable
{
    private readonly long _most;

    private protected FactsSource(long most) => _most = most;

    /// <summary>Bytes read so far, of all files.</summary>
    internal long Read { get; set; }

    internal long Most => _most;

    /// <summary>Null where the set has no such file.</summary>
    public Stream? Open(string name) => OpenFile(name) is { } stream ? new CountedStream(stream, this) : null;

    public abstract bool Has(string name);

    private protected abstract Stream? OpenFile(string name);

    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <exception cref="FactsException">There is nothing there, or what does not belong there.</exception>
    public static FactsSource Open(string path, long most)
    {
        if (Directory.Exists(path)) return new Folder(path, most);
        if (!File.Exists(path)) throw new FactsException("找不到这个文件夹或文件，请核对路径。");
        return new Archive(File.OpenRead(path), most);
    }

    private static void Check(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            if (name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal))
                throw new FactsException("“{0}”在文件夹里。请把各个文件直接放在压缩包最外层。", Short(name));
            if (name != FactFiles.ManifestName && FactFiles.Find(name) is null)
                throw new FactsException("不认识文件“{0}”。请只放说明里列出的文件，文件名不要改。", Short(name));
            if (!seen.Add(name)) throw new FactsException("有两个“{0}”，请留一个。", Short(name));
        }
        if (!seen.Contains(FactFiles.ManifestName)) throw new FactsException("缺 manifest.json，请对照说明补上。");
    }

    private static string Short(string name) => name.Length <= 60 ? name : name[..60] + "…";

    private sealed class Folder : FactsSource
    {
        private readonly string _path;

        public Folder(string path, long most) : base(most)
        {
            _path = path;
            Check(Directory.EnumerateFileSystemEntries(path).Take(FactLimits.Entries + 1).Select(p => Directory.Exists(p) ? Path.GetFileName(p) + "/" : Path.GetFileName(p)));
        }

        public override bool Has(string name) => File.Exists(Path.Combine(_path, name));

        private protected override Stream? OpenFile(string name) => Has(name) ? File.OpenRead(Path.Combine(_path, name)) : null;
    }

    private sealed class Archive : FactsSource
    {
        private readonly Stream _file;
        private readonly ZipArchive _zip;

        public Archive(Stream file, long most) : base(most)
        {
            _file = file;
            try
            {
                _zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
                if (_zip.Entries.Count > FactLimits.Entries) throw new FactsException("压缩包里的文件太多。请只放说明里列出的文件。");
                Check(_zip.Entries.Select(e => e.FullName));
                if (_zip.Entries.Any(e => e.IsEncrypted)) throw new FactsException("压缩包加了密码，打不开。请去掉密码再上传。");
            }
            catch (InvalidDataException)
            {
                file.Dispose();
                throw new FactsException("这个压缩包打不开，可能坏了，或不是 ZIP。请重新打包。");
            }
            catch
            {
                _zip?.Dispose();
                file.Dispose();
                throw;
            }
        }

        public override bool Has(string name) => _zip.GetEntry(name) is not null;

        private protected override Stream? OpenFile(string name)
        {
            try
            {
                return _zip.GetEntry(name)?.Open();
            }
            catch (InvalidDataException)
            {
                throw new FactsException("压缩包里的这个文件坏了。请重新打包。");
            }
        }

        public override void Dispose()
        {
            _zip.Dispose();
            _file.Dispose();
            base.Dispose();
        }
    }
}
