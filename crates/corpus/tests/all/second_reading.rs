//! A second, plain reading of the US rules on AI chips, kept apart from the engine.
//!
//! The engine reads the law as data. This file says the same law once more as
//! ordinary comparisons, written from the published text alone, so that a test
//! can ask both and report where they part. It therefore shares nothing with
//! the engine: no type, no table, no constant.
//!
//! It covers the integrated circuit itself (not systems, HBM, software or
//! technology), an export by a company to which no letter was addressed, and an
//! unlisted civil buyer. It leaves out the embargoes of 15 CFR part 746, license
//! exceptions and end-use rules. Dates are `(year, month, day)`, and every date
//! named is the first day on which the text beside it counts.
//!
//! Texts read: 87 FR 62186 (2022), 88 FR 2821 (Macau), 88 FR 73458 (2023),
//! 90 FR 4544 (2025), 91 FR 1684 and 91 FR 43034 (2026); 15 CFR 742.6, 744.23,
//! 740 Supplement No. 1, 748 Supplement No. 2, 774 Supplement No. 1.

#![allow(dead_code)] // Each test that includes this file uses a part of it.

/// A calendar day; tuples compare in the order of time.
pub type Day = (i32, u8, u8);

/// The first ECCN 3A090 and 3A991.p, 87 FR 62186.
const FIRST_RULE: Day = (2022, 10, 21);
/// Macau joins China for these controls, 88 FR 2821.
const MACAU: Day = (2023, 1, 17);
/// 3A090.a and .b replace the first 3A090, 88 FR 73458.
const TWO_BANDS: Day = (2023, 11, 17);
/// Nicaragua enters Country Groups D:1 and D:5, 89 FR 18780.
const NICARAGUA: Day = (2024, 3, 15);
/// Compliance date of the worldwide requirement, 90 FR 4544.
const WORLDWIDE: Day = (2025, 5, 15);
/// BIS says that it does not enforce the worldwide requirement.
const NOT_ENFORCED: Day = (2025, 5, 13);
/// Cambodia enters Country Group D:5, 86 FR 70015.
const CAMBODIA_IN: Day = (2021, 12, 9);
/// Cambodia leaves 22 CFR 126.1, the list that controls for D:5.
const CAMBODIA_OUT: Day = (2025, 11, 7);
/// Review line for chips up to about the H200, 91 FR 1684.
const CASE_BY_CASE: Day = (2026, 1, 15);
/// The Emirates move from D:4 to A:5 and are named in 742.6, 91 FR 43034.
const EMIRATES: Day = (2026, 7, 10);

/// Every quantity that decides something here, with each figure it is compared with.
///
/// A figure is met from its own value upwards. Two figures also close the bands
/// of 3A090.b, which then ask for strictly less (`tpp` 4800, `density` 5.92), and
/// the two of January 2026 (`tpp` 21000, `dram_bw` 6500) only ask for less.
pub const THRESHOLDS: &[(&str, f64)] = &[
    ("tpp", 1600.0),
    ("tpp", 2400.0),
    ("tpp", 4800.0),
    ("tpp", 21000.0),
    ("density", 1.6),
    ("density", 3.2),
    ("density", 5.92),
    ("bittops22", 4800.0),
    ("io22", 150.0),
    ("io22", 600.0),
    ("dram_bw", 6500.0),
    ("tops", 8.0),
];

/// One integrated circuit as sold, every figure known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ic {
    /// Total processing performance: rate times bit length, dense, at its highest.
    pub tpp: f64,
    /// TPP per mm2 of non-planar logic die; `None` where there is no such die.
    pub density: Option<f64>,
    /// Designed or marketed for use in data centers.
    pub datacenter: bool,
    /// The measure of October 2022: bit length times TOPS, added over the units.
    pub bittops22: f64,
    /// GB/s, both directions, to circuits other than volatile memories.
    pub io22: f64,
    /// GB/s to DRAM, in the package or beside it ('total DRAM bandwidth').
    pub dram_bw: f64,
    /// GB/s off the package ('interconnect bandwidth'). Nothing below tests it:
    /// an applicant only declares it, so no answer may change with it.
    pub ic_bw: f64,
    /// Processing performance in TOPS, whatever the bit length.
    pub tops: f64,
}

/// The ECCN paragraphs that hold the circuit on `day`; empty before [`FIRST_RULE`].
pub fn class(ic: &Ic, day: Day) -> Vec<&'static str> {
    if day < FIRST_RULE {
        return Vec::new();
    }
    let advanced = if day < TWO_BANDS {
        in_first_3a090(ic).then_some("3A090")
    } else if outside_by_note_2(ic) {
        None
    } else if in_3a090_a(ic) {
        Some("3A090.a") // .b is worded to overlap; .a is asked first.
    } else {
        in_3a090_b(ic).then_some("3A090.b")
    };
    match advanced {
        Some(paragraph) => vec![paragraph],
        None if in_3a991_p(ic) => vec!["3A991.p"],
        None => Vec::new(),
    }
}

/// ECCN 3A090 as first published: fast computing and fast links together.
///
/// 15 CFR part 774, Supp. No. 1, 2022-10-21 to 2023-11-16. No density, no
/// data-center test.
fn in_first_3a090(ic: &Ic) -> bool {
    ic.io22 >= 600.0 && ic.bittops22 >= 4800.0
}

/// Note 2 to 3A090: not a data-center part, and under 4800 TPP. From 2023-11-17.
fn outside_by_note_2(ic: &Ic) -> bool {
    !ic.datacenter && ic.tpp < 4800.0
}

/// ECCN 3A090.a.1 and a.2, from 2023-11-17. Without a density a.2 cannot be met.
fn in_3a090_a(ic: &Ic) -> bool {
    let dense = ic.density.is_some_and(|density| density >= 5.92);
    ic.tpp >= 4800.0 || (ic.tpp >= 1600.0 && dense)
}

/// ECCN 3A090.b.1 and b.2, from 2023-11-17. Without a density neither can be met.
fn in_3a090_b(ic: &Ic) -> bool {
    let Some(density) = ic.density else {
        return false;
    };
    let first = ic.tpp >= 2400.0 && ic.tpp < 4800.0 && density >= 1.6 && density < 5.92;
    let second = ic.tpp >= 1600.0 && density >= 3.2 && density < 5.92;
    first || second
}

/// ECCN 3A991.p, from 2022-10-21, for circuits that no other entry holds.
fn in_3a991_p(ic: &Ic) -> bool {
    ic.tops >= 8.0 || ic.io22 >= 150.0
}

// Country Groups, 15 CFR part 740, Supp. No. 1, as of 2026-09-24. Rows that came or
// went since 2021 (AE, NI, and KH in D:5) are left out here and dated below.
#[rustfmt::skip]
const A5: &[&str] = &[
    "AR", "AT", "AU", "BE", "BG", "CA", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB",
    "GR", "HR", "HU", "IE", "IN", "IS", "IT", "JP", "KR", "LT", "LU", "LV", "NL", "NO", "NZ",
    "PL", "PT", "RO", "SE", "SI", "SK", "TR",
];
const A6: &[&str] = &["AL", "CY", "IL", "MT", "MX", "SG", "TW", "ZA"];
#[rustfmt::skip]
const D1: &[&str] = &[
    "AM", "AZ", "BY", "CN", "GE", "IQ", "KG", "KH", "KP", "KZ", "LA", "LY", "MD", "MM", "MN",
    "MO", "RU", "TJ", "TM", "UZ", "VE", "VN", "YE",
];
#[rustfmt::skip]
const D4: &[&str] = &[
    "BH", "BY", "CN", "EG", "IL", "IQ", "IR", "JO", "KP", "KW", "LB", "LY", "MO", "OM", "PK",
    "QA", "RU", "SA", "SY", "VE", "YE",
];
#[rustfmt::skip]
const D5: &[&str] = &[
    "AF", "BY", "CD", "CF", "CN", "CU", "ER", "HT", "IQ", "IR", "KP", "LB", "LY", "MM", "RU",
    "SD", "SO", "SS", "SY", "VE", "ZW",
];

/// Hong Kong is China for these rules (85 FR 83765, 2020-12-23).
fn place(country: &str) -> &str {
    match country {
        "HK" => "CN",
        other => other,
    }
}

fn in_a5_or_a6(country: &str, day: Day) -> bool {
    A5.contains(&country) || A6.contains(&country) || (country == "AE" && day >= EMIRATES)
}

fn in_d5(country: &str, day: Day) -> bool {
    match country {
        "NI" => day >= NICARAGUA,
        "KH" => day >= CAMBODIA_IN && day < CAMBODIA_OUT,
        _ => D5.contains(&country),
    }
}

/// A D:1, D:4 or D:5 destination that is not also in A:5 or A:6.
///
/// The circle of 15 CFR 742.6(a)(6)(iii), from 2023-11-17. Cambodia stays in it
/// through D:1 when it leaves D:5.
pub fn adv(country: &str, day: Day) -> bool {
    let country = place(country);
    let in_d1 = D1.contains(&country) || (country == "NI" && day >= NICARAGUA);
    let in_d4 = D4.contains(&country) || (country == "AE" && day < EMIRATES);
    (in_d1 || in_d4 || in_d5(country, day)) && !in_a5_or_a6(country, day)
}

/// Macau or a D:5 country; Macau is in no D:5 list and is always named beside it.
pub fn macau_or_d5(country: &str, day: Day) -> bool {
    let country = place(country);
    country == "MO" || in_d5(country, day)
}

/// Whether an export of the circuit from the US needs a license under its 3A090 class.
///
/// The buyer is at `dest` and headquartered, with its ultimate parent, in `hq`.
/// `enforced` asks for what BIS applies instead of what the text says.
///
/// * 2022-10-21: to China, and from 2023-01-17 to Macau, 742.6(a)(6). No
///   headquarters test.
/// * 2023-11-17: to the circle of [`adv`], 742.6(a)(6)(iii), and elsewhere for a
///   buyer of Macau or D:5, 744.23(a)(3) (for .a since 2025-01-13 in 742.6).
/// * 2025-05-15: .a to every country, 742.6(a)(6)(iii)(A), in the text only.
/// * 2026-07-10: to the Emirates by name, 742.6(a)(6)(iii)(B), unless the parties
///   stand in Supp. No. 8 to part 740; the buyer here does not. The same is
///   taken for .a, which had needed a license there before the worldwide rule.
pub fn license_required(ic: &Ic, day: Day, dest: &str, hq: &str, enforced: bool) -> bool {
    let dest = place(dest);
    if dest == "US" {
        return false;
    }
    let classes = class(ic, day);
    let by_place_or_buyer = adv(dest, day) || macau_or_d5(hq, day) || (dest == "AE" && day >= EMIRATES);
    if classes.contains(&"3A090") {
        dest == "CN" || (dest == "MO" && day >= MACAU)
    } else if classes.contains(&"3A090.a") {
        by_place_or_buyer || worldwide(day, enforced)
    } else {
        classes.contains(&"3A090.b") && by_place_or_buyer
    }
}

/// Whether the requirement for every destination counts on `day`.
///
/// BIS spoke two days before the compliance date, so in the enforced reading
/// there is no day on which it did.
fn worldwide(day: Day, enforced: bool) -> bool {
    day >= WORLDWIDE && !(enforced && day >= NOT_ENFORCED)
}

/// How an application for a data-center 3A090.a circuit to China or Macau is reviewed.
///
/// Presumption of denial from 2023-11-17, 742.6(b)(10). From 2026-01-15 an export
/// from the US (no reexport, no transfer) is reviewed case by case if the circuit
/// was on sale in the US when 91 FR 1684 appeared, stays under both limits and the
/// certification of Supp. No. 2 to part 748, paragraph (dd), is given:
/// 742.6(b)(10)(iii)(A)(1). `None` for any other item, place, day or `kind`.
pub fn review_h200_line(
    ic: &Ic,
    day: Day,
    kind: &str,
    dest: &str,
    us_available_on_publication: bool,
    certified: bool,
) -> Option<&'static str> {
    let to_china_or_macau = matches!(place(dest), "CN" | "MO");
    let known_kind = matches!(kind, "export" | "reexport" | "transfer");
    if !(class(ic, day).contains(&"3A090.a") && ic.datacenter && to_china_or_macau && known_kind) {
        return None;
    }
    let under_both_limits = ic.tpp < 21000.0 && ic.dram_bw < 6500.0;
    let on_the_line = day >= CASE_BY_CASE
        && kind == "export"
        && under_both_limits
        && us_available_on_publication
        && certified;
    if on_the_line { Some("case_by_case") } else { Some("presumption_of_denial") }
}
