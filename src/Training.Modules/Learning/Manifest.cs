using Training.Platform.Modules;

namespace Training.Modules.Learning;

public sealed class Manifest : IModule
{
    public string Id => "Training.Learning";
    public string Name => "学习";
    public string EnglishName => "Learning";
}
