use super::*;
use crate::Words;
use jiff::civil::date;
use std::collections::BTreeMap;

const COLUMNS: [Column; 6] =
    [text("id"), range("tpp"), number("figures"), day("launch"), yes_no("datacenter"), list("rules")];

fn words(lang: &str) -> Words {
    let phrases = match lang {
        "zh" => [
            ("cell_at_least", "至少{low}"),
            ("cell_up_to", "最多{high}"),
            ("cell_range", "{low}～{high}"),
            ("cell_yes", "是"),
            ("cell_no", "否"),
        ],
        _ => [
            ("cell_at_least", "at least {low}"),
            ("cell_up_to", "up to {high}"),
            ("cell_range", "{low} to {high}"),
            ("cell_yes", "yes"),
            ("cell_no", "no"),
        ],
    };
    let phrases: BTreeMap<String, String> =
        phrases.into_iter().map(|(key, phrase)| (key.to_owned(), phrase.to_owned())).collect();
    Words::new(lang, phrases)
}

fn chips() -> Table {
    let mut table = Table::new(&COLUMNS);
    let rules = Cell::list(["ear.3a090.a", "a;b", "c\\d"]);
    table.push([
        "open".into(),
        Cell::range(40_400.0, f64::INFINITY),
        12_345usize.into(),
        date(2023, 3, 21).into(),
        true.into(),
        rules,
    ]);
    table.push([
        "between".into(),
        Cell::range(4.5, 5.0),
        0.1.into(),
        Cell::Missing,
        false.into(),
        Cell::list([""; 0]),
    ]);
    table.push(["bare".into(), Cell::Missing, f64::NAN.into(), Cell::Missing, Cell::Missing, Cell::Missing]);
    table
}

#[test]
fn one_value_is_grouped_for_people_and_plain_for_programs() {
    let table = chips();
    assert_eq!(
        table.text(&words("en")),
        "id       tpp              figures  launch      datacenter  rules\n\
         open     at least 40,400  12,345   2023-03-21  yes         ear.3a090.a; a;b; c\\d\n\
         between  4.5 to 5         0.1                  no\n\
         bare\n"
    );
    assert!(table.text(&words("zh")).contains("至少40,400"), "{}", table.text(&words("zh")));
    assert_eq!(
        table.csv(),
        "id,tpp_low,tpp_high,figures,launch,datacenter,rules\n\
         open,40400,,12345,2023-03-21,true,ear.3a090.a;a\\;b;c\\\\d\n\
         between,4.5,5,0.1,,false,\n\
         bare,,,,,,\n"
    );
    let json = table.json();
    assert_eq!(json[0]["tpp_low"], 40_400);
    assert!(json[0]["tpp_high"].is_null() && json[2]["figures"].is_null() && json[2]["id"] == "bare");
    assert_eq!((&json[0]["datacenter"], &json[0]["figures"]), (&true.into(), &12_345.into()));
    assert_eq!(json[2]["rules"], serde_json::json!([]));
}

#[test]
fn what_is_written_reads_back_to_the_same_table() {
    let mut table = chips();
    let hostile =
        ["=1+1", "-2", "'=x", "''@y", "\tz", "\r", "plain, \"quoted\"\nand more", "'tis", "1,234", "true"];
    for name in hostile {
        let rules = Cell::list([name, "\\", ";"]);
        let row: [Cell; 6] = [
            name.into(),
            Cell::range(f64::NEG_INFINITY, 1e300),
            (-1e-9).into(),
            Cell::Missing,
            true.into(),
            rules,
        ];
        table.push(row);
    }
    assert_eq!(Table::from_csv(&COLUMNS, &table.csv()).unwrap(), table);
    assert_eq!(Table::from_json(&COLUMNS, &table.json()).unwrap(), table);
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_guarded_and_numbers_are_not() {
    let mut table = Table::new(&[text("name"), number("change")]);
    table.push(["=cmd|'/C calc'!A0".into(), (-0.5).into()]);
    assert_eq!(table.csv(), "name,change\n'=cmd|'/C calc'!A0,-0.5\n");
}

#[test]
fn a_number_with_a_separator_or_a_range_in_words_is_refused() {
    for wrong in ["\"15,832\"", "at least 40400", "4 to 5", "-", "inf"] {
        let csv = format!("id,tpp_low,tpp_high,figures,launch,datacenter,rules\nx,1,2,{wrong},,,\n");
        let problem = Table::from_csv(&COLUMNS, &csv).unwrap_err();
        assert!(problem.row == 1 && problem.message.contains("figures"), "{problem}");
    }
    let text = serde_json::json!([{ "n": "2" }]);
    assert!(Table::from_json(&[number("n")], &text).is_err());
    assert!(Table::from_csv(&[number("n")], "m\n2\n").unwrap_err().message.contains("columns"));
}

#[test]
fn a_name_cannot_begin_a_line_or_reach_the_terminal() {
    let mut table = Table::new(&[text("name")]);
    table.push(["A\nJoint verdict: none\u{1b}[2J\u{202e}\u{7}".into()]);
    assert_eq!(table.text(&words("en")), "name\nA␊Joint verdict: none␛[2J<U+202E>␇\n");
}

#[test]
fn a_column_for_programs_is_left_out_for_people() {
    let mut table = Table::new(&[text("id")]);
    table.push(["a".into()]);
    let table = table.with(number("seed"), &7usize.into());
    assert_eq!(table.csv(), "id,seed\na,7\n");
    assert_eq!(table.text(&words("en")), "id\na\n");
}

#[test]
fn a_code_has_words_for_people_alone() {
    let mut table = Table::new(&[text("span")]);
    table.push([Cell::word("2026/2030", "2026 to 2030")]);
    assert_eq!(table.csv(), "span\n2026/2030\n");
    assert_eq!(table.text(&words("en")), "span\n2026 to 2030\n");
    assert_eq!(Table::from_csv(&table.columns, &table.csv()).unwrap(), table);
}

#[test]
fn a_cell_that_is_too_wide_pushes_the_next_one_aside() {
    let mut table = Table::new(&[text("name"), text("country")]);
    let long = "x".repeat(60);
    table.push([long.as_str().into(), "US".into()]);
    table.push(["short".into(), "CN".into()]);
    assert_eq!(table.text(&words("en")), format!("name   country\n{long}  US\nshort  CN\n"));
}

#[test]
fn wide_characters_take_two_columns() {
    assert_eq!(people::display_width("華為 H20"), 8);
    assert_eq!(padded("華為", 6), "華為  ");
    assert_eq!(padded("too long", 3), "too long");
}
