using Training.Platform.Modules;

namespace Training.Modules.Courseware;

public sealed class Manifest : IModule
{
    public string Id => "Training.Courseware";
    public string Name => "课程";
    public string EnglishName => "Courseware";
}
