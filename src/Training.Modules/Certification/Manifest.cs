using Training.Platform.Modules;

namespace Training.Modules.Certification;

public sealed class Manifest : IModule
{
    public string Id => "Training.Certification";
    public string Name => "认证";
    public string EnglishName => "Certification";
}
