//! A toy law: a few facts, sets, instruments and rules, small enough to be worked out by hand.

use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::text::Text;
use chipgate_law::book::{Book, Law, NamedSet, SetVersion, View};
use chipgate_law::expr::resolve::{Binding, Bound};
use chipgate_law::expr::{ConclusionId, Cond, SetId, Threshold, parse, resolve};
use chipgate_law::fact::{Absent, Belongs, Domain, Fact, FactId, FactKind, Origin, Part, Quantifier};
use chipgate_law::gate::{Gate, GateEntry, Gates, Side};
use chipgate_law::instrument::{Authority, Effect, EffectKind, Instrument};
use chipgate_law::rule::{Concludes, Confidence, Lens, Measure, Policy, Rule, Step, Version, VersionLens};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// The day from which the toy law holds.
pub const ENACTED: Date = date(2022, 10, 1);
/// The day on which the class of fast chips is widened.
pub const AMENDED: Date = date(2023, 11, 17);
/// The day on which `RU` becomes closed.
pub const RU_CLOSED: Date = date(2024, 1, 1);
/// A day on which all of the toy law holds.
pub const DAY: Date = date(2025, 1, 1);

/// The words of the list `features` that the toy law names: more than a dozen.
pub const FEATURES: [&str; 15] =
    ["f01", "f02", "f03", "f04", "f05", "f06", "f07", "f08", "f09", "f10", "f11", "f12", "f13", "f14", "f15"];

/// A law in the making.
#[derive(Clone, Default)]
pub struct Toy {
    /// The law so far.
    pub law: Law,
    thresholds: BTreeMap<String, Threshold>,
}

pub fn name(word: &str) -> Name {
    Name::from(word)
}

pub fn names(words: &[&str]) -> Vec<Name> {
    words.iter().map(|word| Name::from(*word)).collect()
}

impl Toy {
    pub fn fact(
        &mut self,
        key: &str,
        kind: FactKind,
        belongs: Belongs,
        part: Part,
        origin: Origin,
    ) -> FactId {
        let absent = Absent::Unknown;
        let (meaning, citation) = (name(""), name(""));
        let fact = Fact { name: name(key), kind, belongs, part, absent, origin, meaning, citation };
        self.law.vocabulary.facts.add(fact).expect("each fact is declared once")
    }

    pub fn given(&mut self, key: &str, kind: FactKind, part: Part) -> FactId {
        self.fact(key, kind, Belongs::Transaction, part, Origin::Given)
    }

    pub fn yes_no(&mut self, key: &str, part: Part) -> FactId {
        self.given(key, FactKind::YesNo, part)
    }

    pub fn number(&mut self, key: &str, unit: &str) -> FactId {
        self.given(key, FactKind::Number { unit: name(unit) }, Part::Figure)
    }

    pub fn of_party(&mut self, key: &str, kind: FactKind) -> FactId {
        self.fact(key, kind, Belongs::Party, Part::Scope, Origin::Given)
    }

    /// A fact over the parties in some roles.
    pub fn over(&mut self, key: &str, quantifier: Quantifier, roles: &[&str], test: &str) -> FactId {
        let test = self.cond_of(test, resolve::Reader::PartyTest);
        let origin = Origin::Parties { roles: names(roles), quantifier, test };
        self.fact(key, FactKind::YesNo, Belongs::Transaction, Part::Scope, origin)
    }

    /// A fact over the circuits inside.
    pub fn over_contents(&mut self, key: &str, quantifier: Quantifier, test: &str) -> FactId {
        let origin = Origin::Contents { quantifier, test: self.cond(test) };
        self.fact(key, FactKind::YesNo, Belongs::Item, Part::Figure, origin)
    }

    pub fn threshold(&mut self, key: &str, value: f64, unit: &str) {
        let threshold = Threshold { name: name(key), value, unit: name(unit) };
        self.thresholds.insert(key.to_owned(), threshold);
    }

    pub fn conclusion(&mut self, kind: &str, id: &str) -> ConclusionId {
        let conclusions = &mut self.law.vocabulary.conclusions;
        conclusions.push((name(kind), name(id)));
        ConclusionId(conclusions.len() - 1)
    }

    pub fn set(&mut self, key: &str, set: NamedSet) -> SetId {
        self.law.vocabulary.sets.push((name(key), name("country")));
        self.law.sets.push(set);
        SetId(self.law.sets.len() - 1)
    }

    pub fn cond(&self, text: &str) -> Cond {
        self.cond_of(text, resolve::Reader::Rule)
    }

    fn cond_of(&self, text: &str, reader: resolve::Reader) -> Cond {
        let expr = parse(text).expect("the toy law can be read");
        resolve::resolve(&expr, &self.law.vocabulary, &self.thresholds, reader)
            .expect("its names are declared")
    }

    /// An instrument without effects, known from a day on.
    pub fn instrument(&mut self, id: &str, published: Date) -> usize {
        self.law.instruments.push(Instrument {
            id: name(id),
            title: Text::from(name(id)),
            citation: name(id),
            authority: Authority::Regulation,
            source: name("toy"),
            url: name(""),
            published,
            notified: None,
            addressees: Vec::new(),
            effects: Vec::new(),
            note: name(""),
        });
        self.law.instruments.len() - 1
    }

    /// An instrument published on the first day of its one effect.
    pub fn effect(&mut self, kind: EffectKind, from: Date, until: Option<Date>, rule: &str) {
        let at = self.instrument(&format!("{kind:?} {from}"), from);
        self.law.instruments[at].effects.push(Effect {
            id: name("effect"),
            kind,
            from: DaySpan::on(from),
            until,
            compliance_from: None,
            targets: vec![name(rule)],
        });
    }

    pub fn version(&self, instrument: usize, from: DaySpan, text: &str) -> Version {
        Version {
            instrument,
            from,
            until: None,
            lens: VersionLens::Both,
            provision: name(text),
            text: name(text),
            when: self.cond(text),
            confidence: Confidence::High,
            note: name(""),
        }
    }

    /// A rule with one text, of the first instrument.
    pub fn rule(&mut self, id: &str, step: Step, concludes: Concludes, text: &str) -> &mut Rule {
        let version = self.version(0, DaySpan::on(ENACTED), text);
        let (id, title, gate) = (name(id), Text::from(name(id)), Gate::FIRST);
        self.law.rules.push(Rule { id, title, gate, step, concludes, versions: vec![version] });
        self.law.rules.last_mut().expect("it was just put there")
    }

    pub fn requires(&mut self, id: &str, measure: Measure, text: &str) -> &mut Rule {
        self.rule(id, Step::Requirement, Concludes::Requirement(measure, Vec::new()), text)
    }

    pub fn lifts(&mut self, id: &str, short: &str, relieves: &[&str], text: &str) {
        let concludes = Concludes::Exception { id: name(short), relieves: names(relieves) };
        self.rule(id, Step::Exception, concludes, text);
    }

    pub fn reviews(&mut self, id: &str, policy: Policy, of: &str, rank: u32, text: &str) {
        let concludes = Concludes::Review { policy: Some(policy), of: names(&[of]), rank };
        self.rule(id, Step::Review, concludes, text);
    }
}

/// Two gates whose sources reach to a day, the seller's first.
pub fn gates_to(covers_to: Date) -> Gates {
    let entry = |id: &str, side| GateEntry {
        id: name(id),
        country: name(id),
        title: Text::from(name(id)),
        in_words: Text::from(name(id)),
        side: Some(side),
        zone: name("UTC"),
        covers_to,
        classifies: false,
        asks_of_transit: false,
        reads: Vec::new(),
    };
    Gates::new(vec![entry("first", Side::Seller), entry("second", Side::Buyer)])
        .expect("both sides are there")
}

/// A list of countries that changes on some days, known on those days.
pub fn listed(versions: &[(Date, &[&str])]) -> NamedSet {
    let version = |(from, members): &(Date, &[&str])| SetVersion {
        from: *from,
        published: *from,
        source: name("toy"),
        members: names(members),
    };
    NamedSet::Listed(versions.iter().map(version).collect())
}

pub fn view(day: Date) -> View {
    View { gate: Gate::FIRST, as_of: day, known_on: None, lens: Lens::Enforced, asker: None }
}

/// Ids of the rules in a book, a question mark after each that does not certainly hold.
pub fn in_force(book: &Book<'_>) -> Vec<String> {
    let id = |certain: bool, id: &Name| if certain { id.to_string() } else { format!("{id}?") };
    book.entries.iter().map(|entry| id(entry.certain, &entry.rule.id)).collect()
}

/// The whole toy law.
///
/// | rule | says |
/// |---|---|
/// | `r.fast` | license for a fast item (`F.1`), alone or inside a system, to a watched country, unless carved out |
/// | `r.wide` | license for a wide item (`F.2`) to a closed country |
/// | `r.listed` | prohibited where the purchaser or the end user is listed |
/// | `r.military` | license for a military end use in CN or RU |
/// | `r.marked` | discouraged to CN with any of fifteen features |
/// | `e.note`, `e.civil` | lift `r.fast` and `r.wide`, and `r.wide` and `r.marked` |
pub fn toy() -> Toy {
    let mut toy = Toy::default();
    toy.instrument("base", ENACTED);
    toy.instrument("widening", AMENDED);
    toy.law.vocabulary.countries = names(&["AE", "CN", "JP", "MO", "NL", "RU", "US"]);
    declare_facts(&mut toy);
    add_classes(&mut toy);
    add_requirements(&mut toy);
    add_the_rest(&mut toy);
    toy
}

fn declare_facts(toy: &mut Toy) {
    let closed = toy.set("closed", listed(&[(ENACTED, &["CN", "MO"]), (RU_CLOSED, &["CN", "MO", "RU"])]));
    let spared = toy.set("spared", listed(&[(ENACTED, &["MO"])]));
    let (union, plus, minus) = (vec![closed], names(&["AE"]), vec![spared]);
    toy.set("watched", NamedSet::Built { union, plus, minus });
    toy.given("destination", FactKind::Symbol(Domain::Country), Part::Scope);
    toy.yes_no("end_use_military", Part::Knowledge);
    toy.yes_no("notice_given", Part::Formality);
    toy.yes_no("civil_statement", Part::Formality);
    toy.yes_no("carved_out", Part::CarveOut);
    toy.yes_no("datacenter", Part::Figure);
    toy.number("tpp", "TPP");
    toy.number("performance_density", "TPP/mm2");
    toy.number("applicable_die_area_mm2", "mm2");
    toy.number("dram_bw_gb_per_s", "GB/s");
    let known = |key: &str| toy.law.vocabulary.facts.find(key).expect("declared");
    let parts = [known("performance_density"), known("applicable_die_area_mm2")];
    let binding = Binding { whole: known("tpp"), parts, by: Bound::Product };
    toy.law.vocabulary.bindings.push(binding);
    toy.given("features", FactKind::Names(Domain::Free), Part::Figure);
    toy.of_party("listed", FactKind::YesNo);
    toy.of_party("lists", FactKind::Names(Domain::Free));
    toy.of_party("headquarters", FactKind::Symbol(Domain::Country));
    for (key, value) in
        [("tpp_1000", 1000.0), ("tpp_1600", 1600.0), ("tpp_4800", 4800.0), ("tpp_9000", 9000.0)]
    {
        toy.threshold(key, value, "TPP");
    }
    toy.threshold("pd_592", 5.92, "TPP/mm2");
    toy.threshold("bw_1400", 1400.0, "GB/s");
    let roles = ["purchaser", "end_user"];
    toy.over("any_listed", Quantifier::Any, &roles, "listed or \"denied\" in lists");
    toy.over("any_home", Quantifier::Any, &roles, "headquarters in closed");
}

fn add_classes(toy: &mut Toy) {
    let fast = toy.conclusion("eccn", "F.1");
    let wide = toy.conclusion("eccn", "F.2");
    toy.over_contents("holds_fast", Quantifier::Any, "\"F.1\" in eccn");
    let big = toy.fact("big", FactKind::YesNo, Belongs::Item, Part::Figure, Origin::Defined);
    // Parties are tested before any rule is read, so that what rules define is not known to them.
    toy.over("any_big_or_home", Quantifier::Any, &["end_user"], "big or headquarters in closed");
    toy.rule("d.big", Step::Define, Concludes::Fact(big), "datacenter and tpp >= tpp_1000");
    toy.rule("c.fast", Step::Class, Concludes::Paragraph(fast), "tpp >= tpp_4800");
    let dense = "tpp >= tpp_4800 or (tpp >= tpp_1600 and performance_density >= pd_592)";
    let widened = toy.version(1, DaySpan::on(AMENDED), dense);
    toy.law.rules.last_mut().expect("the class was just added").versions.push(widened);
    let text = "not \"F.1\" in eccn and dram_bw_gb_per_s > bw_1400";
    toy.rule("c.wide", Step::Class, Concludes::Paragraph(wide), text);
}

fn add_requirements(toy: &mut Toy) {
    use Measure::{Discouraged, LicenseRequired, Prohibited};
    let fast = "destination in watched and (\"F.1\" in eccn or holds_fast) and not carved_out";
    toy.requires("r.fast", LicenseRequired, fast);
    toy.requires("r.wide", LicenseRequired, "destination in closed and \"F.2\" in eccn");
    toy.requires("r.listed", Prohibited, "any_listed");
    toy.requires("r.military", LicenseRequired, "end_use_military and destination in [\"CN\", \"RU\"]");
    let marked = FEATURES.map(|word| format!("\"{word}\" in features"));
    toy.requires("r.marked", Discouraged, &format!("destination == \"CN\" and ({})", marked.join(" or ")));
    toy.lifts("e.note", "NOTE", &["r.fast", "r.wide"], "notice_given");
    toy.lifts("e.civil", "CIV", &["r.wide", "r.marked"], "civil_statement");
}

fn add_the_rest(toy: &mut Toy) {
    toy.reviews("v.fast.home", Policy::PresumptionOfDenial, "r.fast", 1, "any_home");
    toy.reviews("v.fast", Policy::CaseByCase, "r.fast", 2, "always");
    toy.reviews("v.wide", Policy::PresumptionOfApproval, "r.wide", 1, "destination != \"CN\"");
    toy.rule("k.report", Step::Condition, Concludes::Condition(name("report")), "big");
    let all = FEATURES.map(|word| format!("\"{word}\" in features")).join(" and ");
    toy.rule("k.full", Step::Condition, Concludes::Condition(name("full")), &all);
    let (id, kind, base) = (name("share"), name("share"), name("customs_value"));
    let share = Concludes::Charge { id, kind, rate: 0.25, base };
    toy.rule("p.share", Step::Charge, share, "\"F.1\" in eccn and tpp < tpp_9000");
}
