using Training.Modules.People.Models;

namespace Training.Tests.Modules.People;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13800000000")]
    [InlineData("138 0000 0000")]
    [InlineData("+86 138-0000-0000")]
    [InlineData("138\u30000000\u00A00000")]
    public void A_mobile_number_is_read_as_people_type_it(string typed) => Assert.Equal("138****0000", PhoneNumber.TryParse(typed)?.Masked);

    [Theory]
    [InlineData(null), InlineData(""), InlineData("1380000000"), InlineData("138000000000"), InlineData("23800000000"), InlineData("1380000000a"), InlineData("１３８００００００００")]
    public void Anything_else_is_no_mobile_number(string? typed) => Assert.Null(PhoneNumber.TryParse(typed));

    [Fact]
    public void A_number_that_slips_into_a_text_is_masked() => Assert.Equal("138****0000", $"{PhoneNumber.TryParse("13800000000")}");
}
