namespace Training.Tests.Architecture;

/// <summary>The house from the ground up: a folder may use only the folders before it. docs/map.md draws the same list.</summary>
internal static class Layers
{
    /// <summary>Folders of Training.Platform. It knows no word of training.</summary>
    public static readonly string[] Platform =
    [
        "Localization", // interface text; uses nothing
        "Tenants",      // who is asked: the tenant of a request; its files' place comes from Data.AppData
        "Data",         // the tenant's database, transactions, events, days and ids
        "Settings",     // typed settings of a tenant
        "Contents",     // versioned documents
        "Security",     // who asks: sign-in, permissions, cookies
        "AuditTrail",   // who did what
        "Display",      // theme, Liquid, icons, the frame around a page
        "Search",       // full text of a tenant
        "Jobs",         // work beside requests, for each tenant, resumed after a crash
        "Media",        // files that people hand in
        "Notifications", // messages to accounts
        "Recipes",      // setup as data
        "Modules",      // what a module tells the house
        "Setup",        // brings a tenant to life
    ];

    /// <summary>Folders of Training.Modules, the product.</summary>
    public static readonly string[] Modules =
    [
        "People",        // persons, units, assignments
        "Operations",    // the site's own jobs and messages, as people see them
        "Courseware",    // modules and lessons
        "Assessment",    // knowledge checks, final exams, question statistics
        "Practice",      // scenarios
        "Learning",      // progress and the ledger of evidence
        "Records",       // evidence entered by people: desk, imports, outside training
        "Certification", // schemes, standing, issue
        "Certificates",  // what a certificate looks like, its files and its verification
        "Reminders",     // who is told of an end, and when
        "Roster",        // people, posts, leaves, exemptions and accounts, kept by officers
        "Reporting",     // rates as of any day
        "Exchange",      // facts in and out
        "Submissions",   // reports confirmed, locked, submitted, accepted
        "Insights",      // forecast, comparison, data quality, training effect, anomalies
        "SavedReports",  // reports that people put together, their files and deliveries; figures for other systems
        "Directories",   // brand projects, resources, the public's pages
        "Demo",          // the made-up city
    ];

    /// <summary>Two folders that know each other on purpose: a tenant has a folder on disk, and a connection has a tenant; users are a table.</summary>
    public static readonly (string Lower, string Higher)[] Exceptions =
    [
        ("Tenants", "Data"),
        ("Data", "Security"),
        ("Settings", "Contents"),
    ];
}
