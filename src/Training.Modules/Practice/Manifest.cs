using Training.Platform.Modules;

namespace Training.Modules.Practice;

public sealed class Manifest : IModule
{
    public string Id => "Training.Practice";
    public string Name => "情景演练";
    public string EnglishName => "Scenarios";
}
