using Training.Platform.Modules;

namespace Training.Modules.Assessment;

public sealed class Manifest : IModule
{
    public string Id => "Training.Assessment";
    public string Name => "知识检测";
    public string EnglishName => "Knowledge checks";
}
