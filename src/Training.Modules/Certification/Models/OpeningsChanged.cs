using Training.Modules.People.Models;

namespace Training.Modules.Certification.Models;

/// <summary>The training of a role is open to these 街镇 from another day than before: whoever holds a post of the role there may count otherwise.</summary>
public sealed record OpeningsChanged(TrainingRole Role, IReadOnlyList<int> SubDistrictIds);
