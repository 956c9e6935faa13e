using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Web.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "anomalies",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: true),
                    subject = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    people = table.Column<int>(type: "INTEGER", nullable: false),
                    measured = table.Column<int>(type: "INTEGER", nullable: false),
                    expected = table.Column<int>(type: "INTEGER", nullable: false),
                    found_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    dismissed_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    dismissed_by = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_anomalies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "api_tokens",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    streets = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    lines = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    expires_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    created_by_user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by_name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    revoked_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_used_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_tokens", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    summary = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    request_id = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "certificate_exports",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    ordered_by_user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ordered_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    sub_district_id = table.Column<int>(type: "INTEGER", nullable: true),
                    issued_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    issued_through = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    site_address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    up_to = table.Column<long>(type: "INTEGER", nullable: false),
                    total = table.Column<int>(type: "INTEGER", nullable: false),
                    done = table.Column<int>(type: "INTEGER", nullable: false),
                    finished_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    job_ref = table.Column<string>(type: "TEXT", maxLength: 26, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificate_exports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "certificate_logos",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    png = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificate_logos", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "certificate_series",
                columns: table => new
                {
                    prefix = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificate_series", x => x.prefix);
                });

            migrationBuilder.CreateTable(
                name: "certification_schemes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    effective_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    effective_through = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    rules_json = table.Column<string>(type: "TEXT", nullable: false),
                    source_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certification_schemes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "city_reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    district_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    period_key = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    submit_by = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    submission_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    submission_ref = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    document = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    signature = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    public_key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    submitted_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    received_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_city_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "content_items",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    content_item_id = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    content_item_version_id = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    display_text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    latest = table.Column<bool>(type: "INTEGER", nullable: false),
                    published = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    modified_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    published_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    owner = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    author = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    container_id = table.Column<string>(type: "TEXT", maxLength: 26, nullable: true),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    source_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_content_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "effect_figures",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    module_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: true),
                    line = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    people = table.Column<int>(type: "INTEGER", nullable: false),
                    passed_first = table.Column<int>(type: "INTEGER", nullable: false),
                    gain_count = table.Column<int>(type: "INTEGER", nullable: false),
                    gain_sum = table.Column<double>(type: "REAL", nullable: false),
                    gain_squares = table.Column<double>(type: "REAL", nullable: false),
                    kept_count = table.Column<int>(type: "INTEGER", nullable: false),
                    kept_sum = table.Column<double>(type: "REAL", nullable: false),
                    kept_squares = table.Column<double>(type: "REAL", nullable: false),
                    practice_count = table.Column<int>(type: "INTEGER", nullable: false),
                    practice_sum = table.Column<double>(type: "REAL", nullable: false),
                    practice_squares = table.Column<double>(type: "REAL", nullable: false),
                    untaught_count = table.Column<int>(type: "INTEGER", nullable: false),
                    untaught_sum = table.Column<double>(type: "REAL", nullable: false),
                    untaught_squares = table.Column<double>(type: "REAL", nullable: false),
                    passed = table.Column<int>(type: "INTEGER", nullable: false),
                    signed_off = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_effect_figures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "effect_items",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    module_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    question_key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    asked = table.Column<int>(type: "INTEGER", nullable: false),
                    right = table.Column<int>(type: "INTEGER", nullable: false),
                    pair_count = table.Column<int>(type: "INTEGER", nullable: false),
                    pair_sum = table.Column<double>(type: "REAL", nullable: false),
                    pair_squares = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_effect_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "evidence_imports",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    media_ref = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    applied_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    added = table.Column<int>(type: "INTEGER", nullable: false),
                    duplicates = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fact_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    assignment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    sub_district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    old_start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    old_end = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    new_start = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    new_end = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fact_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fact_imports",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    job_ref = table.Column<string>(type: "TEXT", maxLength: 26, nullable: true),
                    report_json = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fact_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "forced_updates",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    module_code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    announced_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    lines = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_forced_updates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "job_periods",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    period = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    queued_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_periods", x => new { x.name, x.period });
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    done = table.Column<int>(type: "INTEGER", nullable: false),
                    total = table.Column<int>(type: "INTEGER", nullable: true),
                    message = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    open_key = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    due_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    owner = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    claim = table.Column<int>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    finished_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "major_editions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    module_code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    published_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_major_editions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "media_files",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    length = table.Column<long>(type: "INTEGER", nullable: false),
                    source_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    owner_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "org_units",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    parent_id = table.Column<int>(type: "INTEGER", nullable: true),
                    line = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    school_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    started_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    merged_into_id = table.Column<int>(type: "INTEGER", nullable: true),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    end_recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_org_units", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    staff_no = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "post_states",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    assignment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    work_unit_id = table.Column<int>(type: "INTEGER", nullable: true),
                    school_kind = table.Column<byte>(type: "INTEGER", maxLength: 40, nullable: true),
                    role = table.Column<byte>(type: "INTEGER", maxLength: 40, nullable: false),
                    line = table.Column<byte>(type: "INTEGER", maxLength: 40, nullable: false),
                    start_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    measures = table.Column<int>(type: "INTEGER", nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    through_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    node = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_post_states", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rate_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    transaction = table.Column<long>(type: "INTEGER", nullable: false),
                    data = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rate_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rate_epochs",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rate_epochs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rate_months",
                columns: table => new
                {
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    data = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rate_months", x => new { x.unit_id, x.month });
                });

            migrationBuilder.CreateTable(
                name: "recognition_rules",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    title_words = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    organizer_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    percent = table.Column<int>(type: "INTEGER", nullable: false),
                    hours_max = table.Column<decimal>(type: "TEXT", precision: 9, scale: 2, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    level = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    topic = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    subject = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recognition_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recompute_reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    started_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    finished_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    people = table.Column<int>(type: "INTEGER", nullable: false),
                    differences = table.Column<int>(type: "INTEGER", nullable: false),
                    lines = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recompute_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "report_periods",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    confirm_by = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    submit_by = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_periods", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "saved_reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    owner_user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    owner_name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    definition_json = table.Column<string>(type: "TEXT", nullable: false),
                    share = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    share_unit_id = table.Column<int>(type: "INTEGER", nullable: true),
                    share_line = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    rhythm = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    delivery_day = table.Column<int>(type: "INTEGER", nullable: false),
                    delivery_hour = table.Column<int>(type: "INTEGER", nullable: false),
                    delivery_format = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    next_delivery_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    stopped_reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scheme_drafts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    rules_json = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    updated_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scheme_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "settings",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    json = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settings", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    one_time_until_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "what_if_results",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    draft_ref = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    effective_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    assumption = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    rules_json = table.Column<string>(type: "TEXT", nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    target = table.Column<int>(type: "INTEGER", nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    job_ref = table.Column<string>(type: "TEXT", maxLength: 26, nullable: true),
                    result_json = table.Column<string>(type: "TEXT", nullable: true),
                    milliseconds = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_what_if_results", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "certificate_templates",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    applies_to = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    statement = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    issuer_line = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    has_seal_place = table.Column<bool>(type: "INTEGER", nullable: false),
                    accent = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    border = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    logo_id = table.Column<long>(type: "INTEGER", nullable: true),
                    is_withdrawn = table.Column<bool>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    saved_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    saved_by = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    saved_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificate_templates", x => x.id);
                    table.ForeignKey(
                        name: "fk_certificate_templates_certificate_logos_logo_id",
                        column: x => x.logo_id,
                        principalTable: "certificate_logos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "city_report_decisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    report_id = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    by_name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    delivered_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_city_report_decisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_city_report_decisions_city_report_report_id",
                        column: x => x.report_id,
                        principalTable: "city_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "street_openings",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    sub_district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    opens_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_street_openings", x => x.id);
                    table.ForeignKey(
                        name: "fk_street_openings_org_unit_sub_district_id",
                        column: x => x.sub_district_id,
                        principalTable: "org_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unit_parents",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    parent_id = table.Column<int>(type: "INTEGER", nullable: false),
                    through = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unit_parents", x => x.id);
                    table.ForeignKey(
                        name: "fk_unit_parents_org_units_parent_id",
                        column: x => x.parent_id,
                        principalTable: "org_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_unit_parents_org_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "org_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    module_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    check_version_id = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    seed = table.Column<int>(type: "INTEGER", nullable: false),
                    test_out = table.Column<bool>(type: "INTEGER", nullable: false),
                    started_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    submitted_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    percent = table.Column<int>(type: "INTEGER", nullable: true),
                    passed = table.Column<bool>(type: "INTEGER", nullable: true),
                    critical_missed = table.Column<int>(type: "INTEGER", nullable: false),
                    graded = table.Column<string>(type: "TEXT", maxLength: 600, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attempts", x => x.id);
                    table.ForeignKey(
                        name: "fk_attempts_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "check_passes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    module_code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    check_version_id = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    percent = table.Column<int>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    test_out = table.Column<bool>(type: "INTEGER", nullable: false),
                    counted = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_check_passes", x => x.id);
                    table.ForeignKey(
                        name: "fk_check_passes_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "evidence",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    hours = table.Column<decimal>(type: "TEXT", precision: 9, scale: 2, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    level = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    topic = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    score = table.Column<int>(type: "INTEGER", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    content_version_id = table.Column<string>(type: "TEXT", maxLength: 26, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    supersedes_id = table.Column<long>(type: "INTEGER", nullable: true),
                    recorded_by_user_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence", x => x.id);
                    table.ForeignKey(
                        name: "fk_evidence_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "exam_attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    exam_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    exam_version_id = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    seed = table.Column<int>(type: "INTEGER", nullable: false),
                    paper = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    started_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    submitted_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    percent = table.Column<int>(type: "INTEGER", nullable: true),
                    passed = table.Column<bool>(type: "INTEGER", nullable: true),
                    critical_missed = table.Column<int>(type: "INTEGER", nullable: false),
                    graded = table.Column<string>(type: "TEXT", maxLength: 600, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exam_attempts", x => x.id);
                    table.ForeignKey(
                        name: "fk_exam_attempts_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "issue_refusals",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    completed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    by_user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue_refusals", x => x.id);
                    table.ForeignKey(
                        name: "fk_issue_refusals_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "issue_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    completed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    waits_through = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_issue_requests_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "lesson_progress",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    lesson_id = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    version_id = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    completed_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    mastered = table.Column<bool>(type: "INTEGER", nullable: false),
                    updated_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lesson_progress", x => x.id);
                    table.ForeignKey(
                        name: "fk_lesson_progress_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outside_trainings",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    organizer_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    organizer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    end = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    hours = table.Column<decimal>(type: "TEXT", precision: 9, scale: 2, nullable: false),
                    proof_ref = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    proof_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    submitted_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    verified_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    verified_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decided_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    decision = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    recognized_hours = table.Column<decimal>(type: "TEXT", precision: 9, scale: 2, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outside_trainings", x => x.id);
                    table.ForeignKey(
                        name: "fk_outside_trainings_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "proof_packs",
                columns: table => new
                {
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    form = table.Column<int>(type: "INTEGER", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proof_packs", x => x.person_id);
                    table.ForeignKey(
                        name: "fk_proof_packs_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "role_assignments",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    line = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    sub_district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    work_unit_id = table.Column<int>(type: "INTEGER", nullable: true),
                    start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    end = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    growth_mentor = table.Column<bool>(type: "INTEGER", nullable: false),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    end_recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_assignments", x => x.id);
                    table.ForeignKey(
                        name: "fk_role_assignments_org_units_sub_district_id",
                        column: x => x.sub_district_id,
                        principalTable: "org_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_role_assignments_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "role_standings",
                columns: table => new
                {
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    changes = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    valid_through = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    updates = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    held_through = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_standings", x => new { x.person_id, x.role });
                    table.ForeignKey(
                        name: "fk_role_standings_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scenario_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    scenario_id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    version_id = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    steps = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    started_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    finished_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    percent = table.Column<int>(type: "INTEGER", nullable: true),
                    passed = table.Column<bool>(type: "INTEGER", nullable: true),
                    red_line = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scenario_runs", x => x.id);
                    table.ForeignKey(
                        name: "fk_scenario_runs_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "staff_grants",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    sub_district_id = table.Column<int>(type: "INTEGER", nullable: true),
                    line = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    work_unit_id = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_grants", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_grants_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "task_assessments",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    task_code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    content_version_id = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    levels = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    percent = table.Column<int>(type: "INTEGER", nullable: false),
                    red_line = table.Column<bool>(type: "INTEGER", nullable: false),
                    passed = table.Column<bool>(type: "INTEGER", nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    assessed_by_user_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_assessments", x => x.id);
                    table.ForeignKey(
                        name: "fk_task_assessments_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "test_outs",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    module_code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    whole = table.Column<bool>(type: "INTEGER", nullable: false),
                    minutes_saved = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_test_outs", x => x.id);
                    table.ForeignKey(
                        name: "fk_test_outs_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "transcripts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    verify_code = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    payload_json = table.Column<string>(type: "TEXT", nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    created_by_user_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transcripts", x => x.id);
                    table.ForeignKey(
                        name: "fk_transcripts_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_confirmations",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    period_id = table.Column<int>(type: "INTEGER", nullable: false),
                    sub_district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    figures_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    remark = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    by_name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_confirmations", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_confirmations_org_units_sub_district_id",
                        column: x => x.sub_district_id,
                        principalTable: "org_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_report_confirmations_report_period_period_id",
                        column: x => x.period_id,
                        principalTable: "report_periods",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_submissions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    period_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    corrects = table.Column<int>(type: "INTEGER", nullable: true),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    spec_version = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    document = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    signature = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    public_key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    required = table.Column<int>(type: "INTEGER", nullable: false),
                    completed = table.Column<int>(type: "INTEGER", nullable: false),
                    certified = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    by_name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_submissions", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_submissions_report_periods_period_id",
                        column: x => x.period_id,
                        principalTable: "report_periods",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_deliveries",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    report_id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    due_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    made_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    format = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    scope = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_deliveries", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_deliveries_saved_report_report_id",
                        column: x => x.report_id,
                        principalTable: "saved_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "scheme_draft_revisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    draft_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    rules_json = table.Column<string>(type: "TEXT", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    saved_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    saved_by = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    saved_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scheme_draft_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_scheme_draft_revisions_scheme_drafts_draft_id",
                        column: x => x.draft_id,
                        principalTable: "scheme_drafts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    body = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    url = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    read_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notices", x => x.id);
                    table.ForeignKey(
                        name: "fk_notices_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reminder_marks",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    through = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    stage = table.Column<int>(type: "INTEGER", nullable: false),
                    next_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminder_marks", x => new { x.user_id, x.person_id, x.role, x.through });
                    table.ForeignKey(
                        name: "fk_reminder_marks_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_reminder_marks_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reminder_update_marks",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    pending = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    told_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    next_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminder_update_marks", x => new { x.user_id, x.person_id, x.role });
                    table.ForeignKey(
                        name: "fk_reminder_update_marks_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_reminder_update_marks_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    provider_key = table.Column<string>(type: "TEXT", nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", nullable: true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "certificates",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    number = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    verify_code = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    scheme_id = table.Column<long>(type: "INTEGER", nullable: false),
                    holder_name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    scheme_title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    hours = table.Column<decimal>(type: "TEXT", precision: 9, scale: 2, nullable: false),
                    issuer = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    completed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_through = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    template_id = table.Column<long>(type: "INTEGER", nullable: true),
                    site_name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    site_sub_name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificates", x => x.id);
                    table.ForeignKey(
                        name: "fk_certificates_certificate_template_template_id",
                        column: x => x.template_id,
                        principalTable: "certificate_templates",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_certificates_certification_scheme_scheme_id",
                        column: x => x.scheme_id,
                        principalTable: "certification_schemes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_certificates_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attempt_answers",
                columns: table => new
                {
                    attempt_id = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    chosen = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    flagged = table.Column<bool>(type: "INTEGER", nullable: false),
                    answered_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attempt_answers", x => new { x.attempt_id, x.position });
                    table.ForeignKey(
                        name: "fk_attempt_answers_attempts_attempt_id",
                        column: x => x.attempt_id,
                        principalTable: "attempts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "exam_answers",
                columns: table => new
                {
                    attempt_id = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    chosen = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    flagged = table.Column<bool>(type: "INTEGER", nullable: false),
                    answered_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exam_answers", x => new { x.attempt_id, x.position });
                    table.ForeignKey(
                        name: "fk_exam_answers_exam_attempt_attempt_id",
                        column: x => x.attempt_id,
                        principalTable: "exam_attempts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "exemption_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    assignment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    end = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    asked_by_user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_by = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    asked_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    decided_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exemption_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_exemption_requests_role_assignments_assignment_id",
                        column: x => x.assignment_id,
                        principalTable: "role_assignments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "exemptions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    assignment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    approved_by = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    end = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    end_recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exemptions", x => x.id);
                    table.ForeignKey(
                        name: "fk_exemptions_role_assignment_assignment_id",
                        column: x => x.assignment_id,
                        principalTable: "role_assignments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "leaves",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    assignment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    end = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    end_recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leaves", x => x.id);
                    table.ForeignKey(
                        name: "fk_leaves_role_assignment_assignment_id",
                        column: x => x.assignment_id,
                        principalTable: "role_assignments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_submission_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    submission_id = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    is_decision = table.Column<bool>(type: "INTEGER", nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    by_name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_submission_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_submission_events_report_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "report_submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    notice_id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    due_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    quiet_from = table.Column<int>(type: "INTEGER", nullable: true),
                    quiet_to = table.Column<int>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    claim = table.Column<string>(type: "TEXT", maxLength: 26, nullable: true),
                    claimed_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    sent_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => x.id);
                    table.ForeignKey(
                        name: "fk_deliveries_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_deliveries_stored_notice_notice_id",
                        column: x => x.notice_id,
                        principalTable: "notices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "certificate_doubts",
                columns: table => new
                {
                    certificate_id = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    found_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificate_doubts", x => x.certificate_id);
                    table.ForeignKey(
                        name: "fk_certificate_doubts_certificates_certificate_id",
                        column: x => x.certificate_id,
                        principalTable: "certificates",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_certificate_doubts_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "certificate_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    certificate_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 420, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    proposal_id = table.Column<long>(type: "INTEGER", nullable: true),
                    known_through = table.Column<long>(type: "INTEGER", nullable: true),
                    by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    recorded_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificate_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_certificate_events_certificates_certificate_id",
                        column: x => x.certificate_id,
                        principalTable: "certificates",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "certificate_proposals",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    certificate_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    known_through = table.Column<long>(type: "INTEGER", nullable: true),
                    proposed_by_user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    proposed_by = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    proposed_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    decision = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    decided_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    decided_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decision_note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    open_key = table.Column<long>(type: "INTEGER", nullable: true),
                    effect_notified_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificate_proposals", x => x.id);
                    table.CheckConstraint("ck_certificate_proposals_two_persons", "decided_by_user_id IS NULL OR decided_by_user_id <> proposed_by_user_id");
                    table.ForeignKey(
                        name: "fk_certificate_proposals_certificates_certificate_id",
                        column: x => x.certificate_id,
                        principalTable: "certificates",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "certificate_appeals",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", maxLength: 26, nullable: false),
                    event_id = table.Column<long>(type: "INTEGER", nullable: false),
                    certificate_id = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    filed_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    proposed_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    confirmed_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    is_upheld = table.Column<bool>(type: "INTEGER", nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    answered_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificate_appeals", x => x.id);
                    table.CheckConstraint("ck_certificate_appeals_another_person", "answered_by_user_id IS NULL OR ((proposed_by_user_id IS NULL OR answered_by_user_id <> proposed_by_user_id) AND (confirmed_by_user_id IS NULL OR answered_by_user_id <> confirmed_by_user_id))");
                    table.ForeignKey(
                        name: "fk_certificate_appeals_certificate_events_event_id",
                        column: x => x.event_id,
                        principalTable: "certificate_events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_certificate_appeals_certificates_certificate_id",
                        column: x => x.certificate_id,
                        principalTable: "certificates",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "rate_epochs",
                columns: new[] { "id", "epoch" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "ix_anomalies_dismissed_utc_id",
                table: "anomalies",
                columns: new[] { "dismissed_utc", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_anomalies_key",
                table: "anomalies",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_anomalies_ref",
                table: "anomalies",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_hash",
                table: "api_tokens",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_ref",
                table: "api_tokens",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attempts_module_code_submitted_utc",
                table: "attempts",
                columns: new[] { "module_code", "submitted_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_attempts_person_id_module_code",
                table: "attempts",
                columns: new[] { "person_id", "module_code" });

            migrationBuilder.CreateIndex(
                name: "ix_attempts_ref",
                table: "attempts",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_attempts_open",
                table: "attempts",
                columns: new[] { "person_id", "module_code" },
                unique: true,
                filter: "submitted_utc IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_events_category_subject_id",
                table: "audit_events",
                columns: new[] { "category", "subject", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_certificate_appeals_certificate_id",
                table: "certificate_appeals",
                column: "certificate_id");

            migrationBuilder.CreateIndex(
                name: "ix_certificate_appeals_event_id",
                table: "certificate_appeals",
                column: "event_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificate_appeals_is_upheld_due_on",
                table: "certificate_appeals",
                columns: new[] { "is_upheld", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_certificate_appeals_ref",
                table: "certificate_appeals",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificate_doubts_person_id",
                table: "certificate_doubts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_certificate_events_certificate_id",
                table: "certificate_events",
                column: "certificate_id");

            migrationBuilder.CreateIndex(
                name: "ix_certificate_exports_expires_utc",
                table: "certificate_exports",
                column: "expires_utc");

            migrationBuilder.CreateIndex(
                name: "ix_certificate_exports_ordered_by_user_id_id",
                table: "certificate_exports",
                columns: new[] { "ordered_by_user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_certificate_exports_ref",
                table: "certificate_exports",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificate_logos_hash",
                table: "certificate_logos",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificate_proposals_certificate_id",
                table: "certificate_proposals",
                column: "certificate_id");

            migrationBuilder.CreateIndex(
                name: "ix_certificate_proposals_decision_effect_notified_utc_effective_on",
                table: "certificate_proposals",
                columns: new[] { "decision", "effect_notified_utc", "effective_on" });

            migrationBuilder.CreateIndex(
                name: "ix_certificate_proposals_open_key",
                table: "certificate_proposals",
                column: "open_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificate_proposals_ref",
                table: "certificate_proposals",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificate_templates_applies_to_version",
                table: "certificate_templates",
                columns: new[] { "applies_to", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificate_templates_logo_id",
                table: "certificate_templates",
                column: "logo_id");

            migrationBuilder.CreateIndex(
                name: "ix_certificate_templates_ref",
                table: "certificate_templates",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificates_holder_name",
                table: "certificates",
                column: "holder_name");

            migrationBuilder.CreateIndex(
                name: "ix_certificates_issued_on",
                table: "certificates",
                column: "issued_on");

            migrationBuilder.CreateIndex(
                name: "ix_certificates_number",
                table: "certificates",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificates_person_id_role_completed_on",
                table: "certificates",
                columns: new[] { "person_id", "role", "completed_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificates_scheme_id",
                table: "certificates",
                column: "scheme_id");

            migrationBuilder.CreateIndex(
                name: "ix_certificates_template_id",
                table: "certificates",
                column: "template_id");

            migrationBuilder.CreateIndex(
                name: "ix_certificates_verify_code",
                table: "certificates",
                column: "verify_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certification_schemes_role_version",
                table: "certification_schemes",
                columns: new[] { "role", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_check_passes_person_id_module_code_counted",
                table: "check_passes",
                columns: new[] { "person_id", "module_code", "counted" });

            migrationBuilder.CreateIndex(
                name: "ix_city_report_decisions_delivered_utc",
                table: "city_report_decisions",
                column: "delivered_utc");

            migrationBuilder.CreateIndex(
                name: "ix_city_report_decisions_report_id",
                table: "city_report_decisions",
                column: "report_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_city_reports_as_of",
                table: "city_reports",
                column: "as_of");

            migrationBuilder.CreateIndex(
                name: "ix_city_reports_ref",
                table: "city_reports",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_city_reports_tenant_id_period_key_number",
                table: "city_reports",
                columns: new[] { "tenant_id", "period_key", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_content_items_content_item_id_published",
                table: "content_items",
                columns: new[] { "content_item_id", "published" });

            migrationBuilder.CreateIndex(
                name: "ix_content_items_content_item_version_id",
                table: "content_items",
                column: "content_item_version_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_content_items_content_type_published_order",
                table: "content_items",
                columns: new[] { "content_type", "published", "order" });

            migrationBuilder.CreateIndex(
                name: "ux_content_items_latest",
                table: "content_items",
                column: "content_item_id",
                unique: true,
                filter: "latest");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_claim",
                table: "deliveries",
                column: "claim");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_created_utc_status",
                table: "deliveries",
                columns: new[] { "created_utc", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_notice_id_channel",
                table: "deliveries",
                columns: new[] { "notice_id", "channel" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_ref",
                table: "deliveries",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_status_due_utc",
                table: "deliveries",
                columns: new[] { "status", "due_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_user_id",
                table: "deliveries",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_effect_figures_module_code",
                table: "effect_figures",
                column: "module_code");

            migrationBuilder.CreateIndex(
                name: "ix_effect_figures_unit_id_line",
                table: "effect_figures",
                columns: new[] { "unit_id", "line" });

            migrationBuilder.CreateIndex(
                name: "ix_effect_items_module_code",
                table: "effect_items",
                column: "module_code");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_by_hand",
                table: "evidence",
                column: "id",
                filter: "recorded_by_user_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_person_id_effective_on",
                table: "evidence",
                columns: new[] { "person_id", "effective_on" });

            migrationBuilder.CreateIndex(
                name: "ix_evidence_ref",
                table: "evidence",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_evidence_supersedes_id",
                table: "evidence",
                column: "supersedes_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_evidence_imports_ref",
                table: "evidence_imports",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_evidence_imports_user_id_applied_utc",
                table: "evidence_imports",
                columns: new[] { "user_id", "applied_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_exam_attempts_exam_code_submitted_utc",
                table: "exam_attempts",
                columns: new[] { "exam_code", "submitted_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_exam_attempts_person_id_exam_code",
                table: "exam_attempts",
                columns: new[] { "person_id", "exam_code" });

            migrationBuilder.CreateIndex(
                name: "ix_exam_attempts_ref",
                table: "exam_attempts",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_exam_attempts_running",
                table: "exam_attempts",
                column: "due_utc",
                filter: "submitted_utc IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_exam_attempts_open",
                table: "exam_attempts",
                columns: new[] { "person_id", "exam_code" },
                unique: true,
                filter: "submitted_utc IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_exemption_requests_assignment_id",
                table: "exemption_requests",
                column: "assignment_id");

            migrationBuilder.CreateIndex(
                name: "ix_exemption_requests_ref",
                table: "exemption_requests",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_exemption_requests_state_id",
                table: "exemption_requests",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_exemptions_assignment_id",
                table: "exemptions",
                column: "assignment_id");

            migrationBuilder.CreateIndex(
                name: "ix_fact_changes_person_id",
                table: "fact_changes",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_fact_changes_recorded_utc_from_day",
                table: "fact_changes",
                columns: new[] { "recorded_utc", "from_day" });

            migrationBuilder.CreateIndex(
                name: "ix_fact_imports_created_utc",
                table: "fact_imports",
                column: "created_utc");

            migrationBuilder.CreateIndex(
                name: "ix_fact_imports_ref",
                table: "fact_imports",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fact_imports_user_id_state",
                table: "fact_imports",
                columns: new[] { "user_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_forced_updates_module_code_announced_on_lines",
                table: "forced_updates",
                columns: new[] { "module_code", "announced_on", "lines" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_issue_refusals_person_id_role_completed_on",
                table: "issue_refusals",
                columns: new[] { "person_id", "role", "completed_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_issue_requests_completed_on",
                table: "issue_requests",
                column: "completed_on");

            migrationBuilder.CreateIndex(
                name: "ix_issue_requests_person_id_role_completed_on",
                table: "issue_requests",
                columns: new[] { "person_id", "role", "completed_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_job_periods_queued_utc",
                table: "job_periods",
                column: "queued_utc");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_due_utc",
                table: "jobs",
                column: "due_utc");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_finished_utc",
                table: "jobs",
                column: "finished_utc");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_name_id",
                table: "jobs",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_open_key",
                table: "jobs",
                column: "open_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_jobs_ref",
                table: "jobs",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_leaves_assignment_id",
                table: "leaves",
                column: "assignment_id");

            migrationBuilder.CreateIndex(
                name: "ix_lesson_progress_person_id_lesson_id",
                table: "lesson_progress",
                columns: new[] { "person_id", "lesson_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_major_editions_module_code_published_on",
                table: "major_editions",
                columns: new[] { "module_code", "published_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_media_files_purpose_owner_user_id",
                table: "media_files",
                columns: new[] { "purpose", "owner_user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_media_files_purpose_source_hash",
                table: "media_files",
                columns: new[] { "purpose", "source_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_media_files_ref",
                table: "media_files",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notices_created_utc",
                table: "notices",
                column: "created_utc");

            migrationBuilder.CreateIndex(
                name: "ix_notices_ref",
                table: "notices",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notices_user_id_key",
                table: "notices",
                columns: new[] { "user_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notices_user_id_read_utc",
                table: "notices",
                columns: new[] { "user_id", "read_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_org_units_code",
                table: "org_units",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_org_units_ended_on",
                table: "org_units",
                column: "ended_on");

            migrationBuilder.CreateIndex(
                name: "ix_org_units_kind",
                table: "org_units",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "ix_org_units_parent_id_kind",
                table: "org_units",
                columns: new[] { "parent_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_outside_trainings_person_id_start",
                table: "outside_trainings",
                columns: new[] { "person_id", "start" });

            migrationBuilder.CreateIndex(
                name: "ix_outside_trainings_proof_hash",
                table: "outside_trainings",
                column: "proof_hash");

            migrationBuilder.CreateIndex(
                name: "ix_outside_trainings_ref",
                table: "outside_trainings",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outside_trainings_state_id",
                table: "outside_trainings",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_people_name",
                table: "people",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_people_phone",
                table: "people",
                column: "phone");

            migrationBuilder.CreateIndex(
                name: "ix_people_ref",
                table: "people",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_staff_no",
                table: "people",
                column: "staff_no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_user_id",
                table: "people",
                column: "user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_post_states_after",
                table: "post_states",
                columns: new[] { "node", "from_day", "measures", "unit_id", "role", "line", "school_kind", "start_day", "work_unit_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_states_from_day_measures_person_id_role",
                table: "post_states",
                columns: new[] { "from_day", "measures", "person_id", "role" });

            migrationBuilder.CreateIndex(
                name: "ix_post_states_list",
                table: "post_states",
                columns: new[] { "unit_id", "line", "role", "through_day", "from_day", "measures", "assignment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_states_person_id",
                table: "post_states",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_post_states_through_day_from_day",
                table: "post_states",
                columns: new[] { "through_day", "from_day" });

            migrationBuilder.CreateIndex(
                name: "ix_post_states_up_to",
                table: "post_states",
                columns: new[] { "node", "through_day", "measures", "unit_id", "role", "line", "school_kind", "start_day", "work_unit_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_rate_changes_transaction",
                table: "rate_changes",
                column: "transaction");

            migrationBuilder.CreateIndex(
                name: "ix_recognition_rules_order",
                table: "recognition_rules",
                column: "order");

            migrationBuilder.CreateIndex(
                name: "ix_recognition_rules_ref",
                table: "recognition_rules",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_recompute_reports_started_utc",
                table: "recompute_reports",
                column: "started_utc");

            migrationBuilder.CreateIndex(
                name: "ix_reminder_marks_person_id",
                table: "reminder_marks",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_reminder_marks_through",
                table: "reminder_marks",
                column: "through");

            migrationBuilder.CreateIndex(
                name: "ix_reminder_update_marks_person_id",
                table: "reminder_update_marks",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_reminder_update_marks_told_on",
                table: "reminder_update_marks",
                column: "told_on");

            migrationBuilder.CreateIndex(
                name: "ix_report_confirmations_period_id_sub_district_id_id",
                table: "report_confirmations",
                columns: new[] { "period_id", "sub_district_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_confirmations_sub_district_id",
                table: "report_confirmations",
                column: "sub_district_id");

            migrationBuilder.CreateIndex(
                name: "ix_report_deliveries_expires_utc",
                table: "report_deliveries",
                column: "expires_utc");

            migrationBuilder.CreateIndex(
                name: "ix_report_deliveries_ref",
                table: "report_deliveries",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_deliveries_report_id_due_utc",
                table: "report_deliveries",
                columns: new[] { "report_id", "due_utc" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_periods_as_of",
                table: "report_periods",
                column: "as_of");

            migrationBuilder.CreateIndex(
                name: "ix_report_periods_key",
                table: "report_periods",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_submission_events_submission_id_is_decision",
                table: "report_submission_events",
                columns: new[] { "submission_id", "is_decision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_submissions_period_id_number",
                table: "report_submissions",
                columns: new[] { "period_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_submissions_ref",
                table: "report_submissions",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_role_assignments_person_id",
                table: "role_assignments",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_role_assignments_ref",
                table: "role_assignments",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_role_assignments_sub_district_id_role_start",
                table: "role_assignments",
                columns: new[] { "sub_district_id", "role", "start" });

            migrationBuilder.CreateIndex(
                name: "ix_role_assignments_work_unit_id",
                table: "role_assignments",
                column: "work_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_role_standings_due_on",
                table: "role_standings",
                column: "due_on");

            migrationBuilder.CreateIndex(
                name: "ix_role_standings_role_due_on",
                table: "role_standings",
                columns: new[] { "role", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_role_standings_role_valid_through",
                table: "role_standings",
                columns: new[] { "role", "valid_through" });

            migrationBuilder.CreateIndex(
                name: "ix_role_standings_updates",
                table: "role_standings",
                column: "person_id",
                filter: "updates IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_role_standings_valid_through",
                table: "role_standings",
                column: "valid_through");

            migrationBuilder.CreateIndex(
                name: "ix_saved_reports_next_delivery_utc",
                table: "saved_reports",
                column: "next_delivery_utc");

            migrationBuilder.CreateIndex(
                name: "ix_saved_reports_owner_user_id_updated_utc",
                table: "saved_reports",
                columns: new[] { "owner_user_id", "updated_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_saved_reports_ref",
                table: "saved_reports",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_saved_reports_share_updated_utc",
                table: "saved_reports",
                columns: new[] { "share", "updated_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_scenario_runs_person_id_scenario_id",
                table: "scenario_runs",
                columns: new[] { "person_id", "scenario_id" });

            migrationBuilder.CreateIndex(
                name: "ix_scenario_runs_ref",
                table: "scenario_runs",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_scenario_runs_open",
                table: "scenario_runs",
                columns: new[] { "person_id", "scenario_id" },
                unique: true,
                filter: "finished_utc IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_scheme_draft_revisions_draft_id_number",
                table: "scheme_draft_revisions",
                columns: new[] { "draft_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scheme_drafts_ref",
                table: "scheme_drafts",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scheme_drafts_role",
                table: "scheme_drafts",
                column: "role");

            migrationBuilder.CreateIndex(
                name: "ix_scheme_drafts_source_key",
                table: "scheme_drafts",
                column: "source_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_grants_person_id",
                table: "staff_grants",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_street_openings_role",
                table: "street_openings",
                column: "role");

            migrationBuilder.CreateIndex(
                name: "ix_street_openings_sub_district_id",
                table: "street_openings",
                column: "sub_district_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_assessments_person_id_on",
                table: "task_assessments",
                columns: new[] { "person_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_task_assessments_ref",
                table: "task_assessments",
                column: "ref",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_test_outs_on",
                table: "test_outs",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "ix_test_outs_person_id_on",
                table: "test_outs",
                columns: new[] { "person_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_transcripts_person_id_as_of",
                table: "transcripts",
                columns: new[] { "person_id", "as_of" });

            migrationBuilder.CreateIndex(
                name: "ix_transcripts_verify_code",
                table: "transcripts",
                column: "verify_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_unit_parents_parent_id",
                table: "unit_parents",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_unit_parents_through",
                table: "unit_parents",
                column: "through");

            migrationBuilder.CreateIndex(
                name: "ix_unit_parents_unit_id_through",
                table: "unit_parents",
                columns: new[] { "unit_id", "through" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_users_phone_number",
                table: "users",
                column: "phone_number");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "users",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_what_if_results_draft_ref_id",
                table: "what_if_results",
                columns: new[] { "draft_ref", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "anomalies");

            migrationBuilder.DropTable(
                name: "api_tokens");

            migrationBuilder.DropTable(
                name: "attempt_answers");

            migrationBuilder.DropTable(
                name: "audit_events");

            migrationBuilder.DropTable(
                name: "certificate_appeals");

            migrationBuilder.DropTable(
                name: "certificate_doubts");

            migrationBuilder.DropTable(
                name: "certificate_exports");

            migrationBuilder.DropTable(
                name: "certificate_proposals");

            migrationBuilder.DropTable(
                name: "certificate_series");

            migrationBuilder.DropTable(
                name: "check_passes");

            migrationBuilder.DropTable(
                name: "city_report_decisions");

            migrationBuilder.DropTable(
                name: "content_items");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "effect_figures");

            migrationBuilder.DropTable(
                name: "effect_items");

            migrationBuilder.DropTable(
                name: "evidence");

            migrationBuilder.DropTable(
                name: "evidence_imports");

            migrationBuilder.DropTable(
                name: "exam_answers");

            migrationBuilder.DropTable(
                name: "exemption_requests");

            migrationBuilder.DropTable(
                name: "exemptions");

            migrationBuilder.DropTable(
                name: "fact_changes");

            migrationBuilder.DropTable(
                name: "fact_imports");

            migrationBuilder.DropTable(
                name: "forced_updates");

            migrationBuilder.DropTable(
                name: "issue_refusals");

            migrationBuilder.DropTable(
                name: "issue_requests");

            migrationBuilder.DropTable(
                name: "job_periods");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "leaves");

            migrationBuilder.DropTable(
                name: "lesson_progress");

            migrationBuilder.DropTable(
                name: "major_editions");

            migrationBuilder.DropTable(
                name: "media_files");

            migrationBuilder.DropTable(
                name: "outside_trainings");

            migrationBuilder.DropTable(
                name: "post_states");

            migrationBuilder.DropTable(
                name: "proof_packs");

            migrationBuilder.DropTable(
                name: "rate_changes");

            migrationBuilder.DropTable(
                name: "rate_epochs");

            migrationBuilder.DropTable(
                name: "rate_months");

            migrationBuilder.DropTable(
                name: "recognition_rules");

            migrationBuilder.DropTable(
                name: "recompute_reports");

            migrationBuilder.DropTable(
                name: "reminder_marks");

            migrationBuilder.DropTable(
                name: "reminder_update_marks");

            migrationBuilder.DropTable(
                name: "report_confirmations");

            migrationBuilder.DropTable(
                name: "report_deliveries");

            migrationBuilder.DropTable(
                name: "report_submission_events");

            migrationBuilder.DropTable(
                name: "role_standings");

            migrationBuilder.DropTable(
                name: "scenario_runs");

            migrationBuilder.DropTable(
                name: "scheme_draft_revisions");

            migrationBuilder.DropTable(
                name: "settings");

            migrationBuilder.DropTable(
                name: "staff_grants");

            migrationBuilder.DropTable(
                name: "street_openings");

            migrationBuilder.DropTable(
                name: "task_assessments");

            migrationBuilder.DropTable(
                name: "test_outs");

            migrationBuilder.DropTable(
                name: "transcripts");

            migrationBuilder.DropTable(
                name: "unit_parents");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "what_if_results");

            migrationBuilder.DropTable(
                name: "attempts");

            migrationBuilder.DropTable(
                name: "certificate_events");

            migrationBuilder.DropTable(
                name: "city_reports");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "exam_attempts");

            migrationBuilder.DropTable(
                name: "role_assignments");

            migrationBuilder.DropTable(
                name: "saved_reports");

            migrationBuilder.DropTable(
                name: "report_submissions");

            migrationBuilder.DropTable(
                name: "scheme_drafts");

            migrationBuilder.DropTable(
                name: "certificates");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "org_units");

            migrationBuilder.DropTable(
                name: "report_periods");

            migrationBuilder.DropTable(
                name: "certificate_templates");

            migrationBuilder.DropTable(
                name: "certification_schemes");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "certificate_logos");
        }
    }
}
