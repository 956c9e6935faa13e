using Training.Platform.Modules;

namespace Training.Modules.Directories;

public sealed class Manifest : IModule
{
    public string Id => "Training.Directories";
    public string Name => "项目与资源";
    public string EnglishName => "Projects and resources";
}
