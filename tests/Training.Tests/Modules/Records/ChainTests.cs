using Training.Modules.Learning.Models;
using Training.Modules.Records.Models;

namespace Training.Tests.Modules.Records;

/// <summary>Complaint 4 (where did the old record go?): one ledger, every row stays to be read.</summary>
public sealed class ChainTests
{
    private static Evidence Row(long id, EvidenceKind kind = EvidenceKind.SessionAttended, long? supersedes = null, decimal hours = 2) =>
        Stored(new Evidence
        {
            PersonId = 1, Kind = kind, Subject = "2026-01", Hours = hours, EffectiveOn = new(2026, 3, 5), RecordedUtc = DateTime.UnixEpoch.AddDays(id),
            Reason = $"第 {id} 行", SupersedesId = supersedes, RecordedByUserId = 7,
        }, id);

    /// <summary>As if it came from the database.</summary>
    private static Evidence Stored(Evidence row, long id)
    {
        typeof(Evidence).GetProperty(nameof(Evidence.Id))!.SetValue(row, id);
        return row;
    }

    [Fact]
    public void Corrections_of_one_row_stand_in_one_chain_oldest_first()
    {
        var chain = Assert.Single(Chain.All([Row(3, supersedes: 2, hours: 4), Row(1), Row(2, supersedes: 1, hours: 3)]));
        Assert.Equal([1L, 2, 3], chain.Rows.Select(r => r.Id));
        Assert.Equal((false, 4m), (chain.Withdrawn, chain.Last.Hours));
    }

    [Fact]
    public void A_row_taken_back_still_says_what_it_was()
    {
        var chain = Assert.Single(Chain.All([Row(1), Row(2, EvidenceKind.Withdrawn, 1, 0)]));
        Assert.Equal((true, 1L), (chain.Withdrawn, chain.Content.Id));
    }

    [Fact]
    public void A_withdrawal_put_back_counts_again()
    {
        var chain = Assert.Single(Chain.All([Row(1), Row(2, EvidenceKind.Withdrawn, 1), Row(3, supersedes: 2)]));
        Assert.Equal((false, 3L), (chain.Withdrawn, chain.Last.Id));
    }

    [Fact]
    public void What_counts_is_what_the_rules_of_the_ledger_say()
    {
        List<Evidence> ledger = [Row(1), Row(2, supersedes: 1), Row(3), Row(4, EvidenceKind.Withdrawn, 3), Row(5)];
        Assert.Equal(EvidenceRules.Effective(ledger).Select(r => r.Id).Order(), Chain.All(ledger).Where(c => !c.Withdrawn).Select(c => c.Last.Id).Order());
    }
}
