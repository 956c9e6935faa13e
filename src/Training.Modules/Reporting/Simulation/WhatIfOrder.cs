using Training.Modules.Certification.Models;
using Training.Modules.Certification.Simulation;
using Training.Modules.People.Models;

namespace Training.Modules.Reporting.Simulation;

/// <summary>What is to be simulated.</summary>
/// <param name="Target">目标 in percent, as it was when it was ordered.</param>
public sealed record WhatIfOrder(TrainingRole Role, DraftRules Draft, Assumption Assumption, DateOnly Today, int Target)
{
    public WhatIfDays Days => new(Today, Draft.From);

    internal WhatIf Rules(RoleSchemes present) => new(Role, present, Draft, Assumption, Today, Days.Last);
}
