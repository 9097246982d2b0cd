//! Random requests, each with what is known of how it was made.

use crate::support::{corpus, question};
use chipgate_ask::Question;
use chipgate_catalogue::Listing;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

const ACTS: [&str; 10] =
    ["export", "export", "export", "export", "reexport", "transfer", "import", "deploy", "use", "service"];
const PLACES: [&str; 22] = [
    "CN", "CN", "CN", "HK", "MO", "SG", "MY", "TW", "KR", "JP", "DE", "IN", "TH", "VN", "AE", "SA", "TR",
    "RU", "IR", "UA", "US", "BR",
];
const KINDS: [&str; 9] =
    ["chip", "die", "module", "server", "hbm", "material", "software", "technology", "other"];
const STATED: [&str; 9] = ["", "", "", "EAR99", "3A090.a", "3A090.b", "4A090.a", "3B001.c", "5A002.z"];
const END_USES: [&str; 8] = [
    "",
    "training",
    "inference",
    "research",
    "supercomputer",
    "military",
    "military_intelligence",
    "advanced_node_fab",
];
const UNLISTED: [&str; 8] = [
    "Example Trading House",
    "Quillfeather Analytics",
    "Brightwater Polytechnic",
    "Oakhollow Logistics",
    "Zephyrline Robotics",
    "Marlowe Foundation for Hydrology",
    "Tupelo Grain Cooperative",
    "Vantablue Cinema",
];
/// Parties of the catalogue that are on no list of the Bureau, with their headquarters.
const KNOWN: [(&str, &str); 6] = [
    ("ByteDance", "CN"),
    ("Alibaba", "CN"),
    ("Tencent", "CN"),
    ("Microsoft", "US"),
    ("Foxconn", "TW"),
    ("Supermicro", "US"),
];
const FACTS: [&str; 16] = [
    "us_person",
    "supports_744_6_activity",
    "lawfully_held",
    "released_to_foreign_person",
    "license_needed_by_own_class",
    "enters_transit_country",
    "nac_authorization",
    "purchase_order",
    "presumption_overcome",
    "makes_or_packages_circuits",
    "letter_received",
    "letter_reaches_item",
    "uvl_statement",
    "not_the_listed_party",
    "ua_occupied_region",
    "known_violation",
];
const DAYS: [&str; 24] = [
    "2019-06-01",
    "2020-12-01",
    "2021-06-01",
    "2022-09-01",
    "2022-10-20",
    "2022-12-01",
    "2023-06-01",
    "2023-11-16",
    "2023-11-17",
    "2024-04-04",
    "2024-06-01",
    "2024-11-20",
    "2025-01-20",
    "2025-01-31",
    "2025-03-01",
    "2025-05-13",
    "2025-06-01",
    "2025-10-15",
    "2025-12-01",
    "2026-01-15",
    "2026-06-01",
    "2026-07-31",
    "2026-09-29",
    "2026-11-20",
];

/// Entries of the Entity List that hold on the day of its copy, with a name long enough to be misspelt.
pub static LISTED: LazyLock<Vec<&'static Listing>> = LazyLock::new(|| {
    let entries = corpus().catalogue.lists.iter().filter(|entry| &*entry.list == "us.entity_list");
    let all_items = entries.filter(|entry| &*entry.requirement == "all_items" && entry.until.is_none());
    all_items.filter(|entry| longest_word(&entry.name).len() >= 8).collect()
});

fn longest_word(name: &str) -> String {
    let plain = name.split(|c: char| !c.is_ascii_alphabetic());
    plain.max_by_key(|word| word.len()).unwrap_or_default().to_owned()
}

/// How a named party came about.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// On no list and in no record.
    Unlisted,
    /// Exactly an entry, by id.
    Listed(String),
    /// One letter away from an entry, by id.
    Near(String),
    /// A known party, with its headquarters.
    Known(&'static str),
}

/// A request, with what is known of it.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub question: Question,
    pub text: String,
    pub kind: String,
    pub chip: Option<String>,
    pub act: &'static str,
    pub from: Option<&'static str>,
    pub to: &'static str,
    pub end_user_country: Option<&'static str>,
    pub stated: &'static str,
    pub as_of: &'static str,
    pub strict: bool,
    pub facts: BTreeMap<&'static str, bool>,
    pub named: Vec<(&'static str, Origin)>,
    pub parent: Option<Origin>,
    /// A figure that contradicts the catalogue, or a headquarters that contradicts the record, is given.
    pub contradicts: bool,
    /// A listed company that is also a known party is given a headquarters or a parent, which may be another's.
    pub may_contradict: bool,
    /// Contents are given for an item that cannot hold them.
    pub holds_wrongly: bool,
}

impl Drawn {
    /// Where the item ends.
    pub fn ends_in(&self) -> &'static str {
        self.end_user_country.unwrap_or(self.to)
    }

    pub fn told(&self, fact: &str) -> Option<bool> {
        self.facts.get(fact).copied()
    }

    pub fn must_be_refused(&self) -> bool {
        self.contradicts || self.holds_wrongly
    }

    /// An export that leaves another country, or a server that is described as nothing, is refused rightly.
    pub fn may_be_refused(&self) -> bool {
        let leaves_elsewhere = self.act == "export" && self.from.is_some_and(|from| from != "US");
        self.must_be_refused() || leaves_elsewhere || self.may_contradict
    }
}

/// Numbers out of a seed, the same on every machine (splitmix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64, at: usize) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (at as u64).wrapping_mul(0xD1B5_4A32_D192_ED03))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    pub fn draw(mut self) -> Drawn {
        let mut text = String::new();
        let act = self.of(&ACTS);
        let to = self.of(&PLACES);
        let from = if act == "export" { None } else { Some(self.of(&["US", "TW", "CN", "MY"])) };
        let as_of = self.of(&DAYS);
        let strict = self.one_in(8);
        let _ = writeln!(text, "kind = \"{act}\"\nto = \"{to}\"\nas_of = {as_of}\nstrict = {strict}");
        if let Some(from) = from {
            let _ = writeln!(text, "from = \"{from}\"");
        }
        let end_use = self.of(&END_USES);
        if !end_use.is_empty() && self.one_in(3) {
            let _ = writeln!(text, "end_use = \"{end_use}\"");
        }
        let item = self.item();
        text.push_str(&item.head);
        let facts = self.facts(&mut text, &item);
        text.push_str(&item.table);
        let parties = self.parties(&mut text);
        Drawn {
            question: question(&text),
            text,
            kind: item.kind,
            chip: item.chip,
            act,
            from,
            to,
            end_user_country: parties.country,
            stated: item.stated,
            as_of,
            strict,
            facts,
            named: parties.named,
            parent: parties.parent,
            contradicts: item.contradicts || parties.contradicts,
            may_contradict: parties.may_contradict,
            holds_wrongly: item.holds_wrongly,
        }
    }

    fn facts(&mut self, text: &mut String, item: &Item) -> BTreeMap<&'static str, bool> {
        let mut told = BTreeMap::new();
        for _ in 0..self.below(5) {
            let fact = self.of(&FACTS);
            told.insert(fact, self.one_in(2));
        }
        text.push_str("[facts]\n");
        for (fact, is) in &told {
            let _ = writeln!(text, "{fact} = {is}");
        }
        if self.one_in(2) {
            text.push_str("nac_notice_days = 30\n");
        }
        text.push_str(&item.facts);
        told
    }
}

/// An item as text: keys of the head, of `[facts]`, and the table `[item]`.
struct Item {
    head: String,
    facts: String,
    table: String,
    kind: String,
    chip: Option<String>,
    stated: &'static str,
    contradicts: bool,
    holds_wrongly: bool,
}

impl Random {
    fn item(&mut self) -> Item {
        if self.one_in(2) { self.catalogue_item() } else { self.described_item() }
    }

    /// A chip of the catalogue, now and then with a figure that it cannot have.
    fn catalogue_item(&mut self) -> Item {
        let chips = &corpus().catalogue.chips;
        let chip = &chips[self.below(chips.len())];
        let has_area = chip.figure("applicable_die_area_mm2", "").is_some();
        let contradicts = has_area && self.one_in(10);
        let facts = if contradicts { "applicable_die_area_mm2 = [900000, 900001]\n" } else { "" };
        Item {
            head: format!("chip = \"{}\"\n", chip.id),
            facts: facts.to_owned(),
            table: String::new(),
            kind: "chip".to_owned(),
            chip: Some(chip.id.to_string()),
            stated: "",
            contradicts,
            holds_wrongly: false,
        }
    }

    fn described_item(&mut self) -> Item {
        let kind = self.of(&KINDS);
        let stated = self.of(&STATED);
        let mut table = format!("[item]\nkind = \"{kind}\"\nname = \"thing\"\n");
        if !stated.is_empty() {
            let _ = writeln!(table, "stated_eccn = \"{stated}\"");
        }
        if matches!(kind, "chip" | "die") {
            self.figures(&mut table);
        }
        let is_system = matches!(kind, "module" | "server");
        let holds = is_system || self.one_in(12);
        if holds {
            let _ = writeln!(table, "[[item.contains]]\nchip = \"nvidia-h100-sxm5-80gb\"\ncount = 8");
        }
        Item {
            head: String::new(),
            facts: String::new(),
            table,
            kind: kind.to_owned(),
            chip: None,
            stated,
            contradicts: false,
            holds_wrongly: holds && !is_system,
        }
    }

    /// Figures around the lines of the law, some of them not told.
    fn figures(&mut self, table: &mut String) {
        let tpp = self.of(&[100, 1000, 1599, 1600, 2399, 2400, 4799, 4800, 16000]);
        let area = self.of(&[100, 300, 600, 814]);
        let _ = writeln!(table, "tpp = {tpp}");
        for (name, value) in [
            ("applicable_die_area_mm2", area),
            ("processing_tera_per_s", tpp / 16),
            ("dram_bw_gb_per_s", self.of(&[100, 1399, 1400, 4000])),
            ("ic_bw_gb_per_s", self.of(&[64, 599, 600, 900])),
            ("io22_gb_per_s", self.of(&[64, 599, 600, 900])),
            ("process_node_nm", self.of(&[5, 7, 16, 28])),
        ] {
            if !self.one_in(5) {
                let _ = writeln!(table, "{name} = {value}");
            }
        }
        let _ = writeln!(table, "datacenter = {}", self.one_in(2));
    }
}

/// The parties of a request, as far as they were drawn.
struct Parties {
    named: Vec<(&'static str, Origin)>,
    parent: Option<Origin>,
    country: Option<&'static str>,
    contradicts: bool,
    may_contradict: bool,
}

impl Random {
    fn parties(&mut self, text: &mut String) -> Parties {
        let mut out = Parties {
            named: Vec::new(),
            parent: None,
            country: None,
            contradicts: false,
            may_contradict: false,
        };
        for role in ["purchaser", "intermediate", "consignee", "end_user"] {
            let wanted = if role == "end_user" { 2 } else { 6 };
            if self.one_in(wanted) {
                self.party(role, text, &mut out);
            }
        }
        out
    }

    fn party(&mut self, role: &'static str, text: &mut String, out: &mut Parties) {
        let (name, origin) = self.name();
        let _ = writeln!(text, "[[party]]\nrole = \"{role}\"\nname = {}", quoted(&name));
        if role == "end_user" && self.one_in(3) {
            let country = self.of(&PLACES);
            let _ = writeln!(text, "country = \"{country}\"");
            out.country = Some(country);
        }
        if self.one_in(2) {
            let place = self.of(&PLACES);
            let _ = writeln!(text, "headquarters = \"{place}\"");
            out.contradicts |= matches!(origin, Origin::Known(home) if home != place && place != "HK");
            // Hong Kong is read as China from a day on, and is a place of its own before.
            out.may_contradict |= place == "HK";
        }
        if self.one_in(4) && !matches!(origin, Origin::Known(_)) {
            let (parent, origin) = self.name();
            let _ = writeln!(text, "ultimate_parent = {}", quoted(&parent));
            out.parent = (!matches!(origin, Origin::Known(_))).then_some(origin).or(out.parent.take());
        }
        let is_listed = matches!(origin, Origin::Listed(_) | Origin::Near(_));
        out.may_contradict |= is_listed && corpus().catalogue.names.find(&name).party.is_some();
        out.named.push((role, origin));
    }

    fn name(&mut self) -> (String, Origin) {
        match self.below(6) {
            0 => {
                let entry = LISTED[self.below(LISTED.len())];
                (entry.name.to_string(), Origin::Listed(entry.id.to_string()))
            }
            1 => {
                let entry = LISTED[self.below(LISTED.len())];
                (self.misspelt(&entry.name), Origin::Near(entry.id.to_string()))
            }
            2 => {
                let (name, home) = self.of(&KNOWN);
                (name.to_owned(), Origin::Known(home))
            }
            _ => (self.of(&UNLISTED).to_owned(), Origin::Unlisted),
        }
    }

    /// The name with one letter of its longest word dropped or doubled.
    fn misspelt(&mut self, name: &str) -> String {
        let word = longest_word(name);
        let at = 1 + self.below(word.len() - 2);
        let letter = if self.one_in(2) { "" } else { &word[at..=at].repeat(2) };
        let other = format!("{}{letter}{}", &word[..at], &word[at + 1..]);
        name.replacen(&word, &other, 1)
    }
}

/// A text in quotes; the escapes of JSON are those of TOML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
