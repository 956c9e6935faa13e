using Training.Platform.Modules;

namespace Training.Modules.Reporting;

public sealed class Manifest : IModule
{
    public string Id => "Training.Reporting";
    public string Name => "持证统计";
    public string EnglishName => "Certification rates";
}
