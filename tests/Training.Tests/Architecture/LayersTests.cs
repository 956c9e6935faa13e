using System.Reflection;
using NetArchTest.Rules;

namespace Training.Tests.Architecture
{
    public sealed class LayersTests
    {
        [Fact]
        public void A_platform_folder_uses_only_the_folders_below_it() =>
            Assert.Empty(Violations(typeof(Training.Platform.Data.TenantDb).Assembly, "Training.Platform", Layers.Platform, Layers.Exceptions));

        [Fact]
        public void A_module_uses_only_the_modules_below_it() =>
            Assert.Empty(Violations(typeof(Training.Modules.AllModules).Assembly, "Training.Modules", Layers.Modules, []));

        [Fact]
        public void The_platform_knows_no_module() =>
            Assert.True(Types.InAssembly(typeof(Training.Platform.Data.TenantDb).Assembly)
                .ShouldNot().HaveDependencyOnAny("Training.Modules", "Training.Web").GetResult().IsSuccessful);

        [Fact]
        public void Modules_do_not_know_the_host() =>
            Assert.True(Types.InAssembly(typeof(Training.Modules.AllModules).Assembly)
                .ShouldNot().HaveDependencyOn("Training.Web").GetResult().IsSuccessful);

        [Fact]
        public void Every_folder_of_the_house_is_in_the_list()
        {
            Assert.Equal(Layers.Platform.Order(), Folders("Training.Platform"));
            Assert.Equal(Layers.Modules.Order(), Folders("Training.Modules").Where(f => f is not "Shared"));
        }

        [Fact]
        public void A_forbidden_reference_is_caught() =>
            Assert.Equal(["Low uses High: Training.Tests.Architecture.CounterExample.Low.Climber"],
                Violations(typeof(LayersTests).Assembly, "Training.Tests.Architecture.CounterExample", ["Low", "High"], []));

        /// <summary>One reading of the assembly for each folder, and further ones only to name what a violation reaches for: each reading costs half a second.</summary>
        private static List<string> Violations(Assembly assembly, string root, string[] lowToHigh, (string Lower, string Higher)[] exceptions)
        {
            IEnumerable<Type> Using(string lower, params string[] higher) =>
                Types.InAssembly(assembly).That().ResideInNamespaceMatching($@"^{root}\.{lower}(\.|$)")
                    .And().HaveDependencyOnAny([.. higher.Select(h => $"{root}.{h}")]).GetTypes().Where(t => !t.Name.StartsWith('<'));
            return
            [
                .. from i in Enumerable.Range(0, lowToHigh.Length - 1)
                   let forbidden = lowToHigh.Skip(i + 1).Where(higher => !exceptions.Contains((lowToHigh[i], higher))).ToArray()
                   where forbidden.Length > 0 && Using(lowToHigh[i], forbidden).Any()
                   from higher in forbidden
                   from type in Using(lowToHigh[i], higher)
                   select $"{lowToHigh[i]} uses {higher}: {type.FullName}",
            ];
        }

        private static IEnumerable<string> Folders(string project) =>
            Directory.GetDirectories(Path.Combine(RepositoryRoot.Path, "src", project))
                .Select(d => System.IO.Path.GetFileName(d)!).Where(d => d is not ("bin" or "obj")).Order();
    }
}

// The counter-example: two folders, the lower one reaching up.
namespace Training.Tests.Architecture.CounterExample.High
{
    public sealed class Roof;
}

namespace Training.Tests.Architecture.CounterExample.Low
{
    public sealed class Climber
    {
        public object Reach() => new High.Roof();
    }
}
