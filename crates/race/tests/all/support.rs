//! What the tests share.

use chipgate_base::Name;
use chipgate_corpus::{Corpus, embedded};
use chipgate_race::data::{LeverValue, Policy, Setting, Side};
use chipgate_race::draws::{Draw, Priors};
use chipgate_race::quantities::{Month, Quantity};
use chipgate_race::rules::{Lawful, Rules};
use chipgate_race::setup::Books;
use chipgate_race::world::World;
use chipgate_race::{oracle, time::MONTHS};
use jiff::civil::Date;
use std::sync::{LazyLock, Mutex};

pub static CORPUS: LazyLock<Corpus> = LazyLock::new(|| Corpus::load(&embedded::files(), &[]).corpus.unwrap());
pub static WORLD: LazyLock<World> = LazyLock::new(|| World::new(&CORPUS.race).unwrap());

static BOOKS: LazyLock<Mutex<Books<'static>>> = LazyLock::new(|| Mutex::new(CORPUS.books()));

pub fn priors(scenario: &str) -> Priors {
    Priors::new(&CORPUS.race, Some(CORPUS.race.scenario(scenario).unwrap())).unwrap()
}

pub fn draws(count: u32) -> Vec<Draw> {
    let priors = priors("central");
    (0..count).map(|number| priors.draw(7, number)).collect()
}

pub fn policy(id: &str) -> Policy {
    CORPUS.race.policy(id).unwrap().clone()
}

/// The rule books with the reforms of these policies.
pub fn law(policies: &[&Policy]) -> Lawful {
    BOOKS.lock().unwrap().of(&WORLD, policies).unwrap()
}

pub fn rules(policies: &[&Policy]) -> Rules {
    Rules::compile(&CORPUS.race, &WORLD, &law(policies), policies).unwrap()
}

/// A policy with these levers from a day on.
pub fn levers(side: Side, from: Date, set: &[(&str, f64)], class: Option<&str>) -> Policy {
    let number = |(lever, value): &(&str, f64)| Setting {
        lever: Name::from(*lever),
        from,
        value: LeverValue::Number(*value),
        band: None,
    };
    let mut settings: Vec<Setting> = set.iter().map(number).collect();
    settings.extend(class.map(|class| Setting {
        lever: Name::from("us.class"),
        from,
        value: LeverValue::Word(Name::from(class)),
        band: None,
    }));
    let text = |text: &str| Name::from(text);
    Policy {
        id: text("test"),
        side,
        title: text("").into(),
        about: text("").into(),
        from,
        reforms: vec![],
        settings,
    }
}

pub fn path(rules: &Rules, draw: &Draw) -> Vec<Month> {
    oracle::run(&WORLD, rules, draw, MONTHS)
}

pub fn sum(path: &[Month], quantity: Quantity, months: std::ops::Range<usize>) -> f64 {
    path[months].iter().map(|month| month[quantity.place()]).sum()
}

pub fn at(path: &[Month], quantity: Quantity, month: usize) -> f64 {
    path[month][quantity.place()]
}

/// Whether two numbers differ by rounding only.
pub fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-6)
}

pub const JUNE_2026: Date = Date::constant(2026, 6, 1);
/// Number of June 2026.
pub const START: usize = 101;
