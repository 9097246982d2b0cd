//! The slow reference: one draw, one month after another, written for reading.
//!
//! The fast kernel must agree with it. Every function is a block of equations;
//! numbers are those of the data's assumptions (`equation`). Whatever a step
//! reads of another step belongs to the month before, so there is no loop.

mod buyers;
mod results;
mod supply;

use crate::draws::Draw;
use crate::parameters::Parameter as P;
use crate::quantities::{COUNT, Month, Quantity as Q};
use crate::rules::Rules;
use crate::time::MONTHS;
use crate::world::{World, at};

/// Options of a buyer.
const LEGAL: usize = 0;
const SMUGGLED: usize = 1;
const DOMESTIC: usize = 2;
const ABROAD: usize = 3;

/// Sources of stock.
const US: usize = 0;
const ROW: usize = 1;
const IMPORTED: usize = 2;
const DIVERTED: usize = 3;
const HUAWEI: usize = 4;
const OTHER: usize = 5;

/// The path of one draw.
pub type Path = Vec<Month>;

/// Runs one draw through all months.
#[must_use]
pub fn run(world: &World, rules: &Rules, draw: &Draw, months: usize) -> Path {
    let mut state = State::new(world, rules, draw);
    (0..months.min(MONTHS)).map(|month| state.step(world, rules, draw, month)).collect()
}

/// A flow of one month on two rulers.
type Flow = [f64; 2];

struct State {
    unmet: f64,
    premium: f64,
    premium_2025: f64,
    smuggling: f64,
    loss: f64,
    stacks: f64,
    dies: f64,
    cum_wafers: f64,
    good: f64,
    invest: f64,
    covers: Vec<f64>,
    research: f64,
    research_2025: f64,
    quality_shift: f64,
    cum_units: f64,
    cum_units_2025: f64,
    quality_b: f64,
    stored: [f64; 2],
    shares: [[f64; 4]; 4],
    gate_state: [usize; 4],
    backlog: f64,
    exported: [f64; 3],
    exported_delta_f: f64,
    sales_mean: f64,
    access: f64,
    special: f64,
    ln_us: f64,
    ln_cn: f64,
    use_of: [Flow; 6],
    first: [Flow; 3],
    history: Vec<[Flow; 6]>,
    /// Stock of the US and of China on the FP4 ruler.
    fp4: Flow,
    history_fp4: Vec<Flow>,
    row_supply: Vec<f64>,
    effective_us: Vec<f64>,
    sold: [f64; 7],
    rented: f64,
}

/// What the blocks of one month hand to each other.
#[derive(Default)]
struct Now {
    delta: f64,
    stage: f64,
    displaced: f64,
    new_us: [f64; 3],
    new_row: [f64; 3],
    huawei: f64,
    other: f64,
    quality: [f64; 3],
    gap: [f64; 2],
    price_domestic: f64,
    slack: f64,
    shadow: [f64; 2],
    arrivals: f64,
    seized: f64,
    gates: [f64; 4],
    gate_mean: f64,
    budget: f64,
    spent: [f64; 4],
    cover: f64,
    legal_units: f64,
    legal: [f64; 3],
    sold_units: [f64; 2],
    domestic_f: f64,
    domestic_fp4: f64,
    /// New chips of US companies and in China on the FP4 ruler.
    new_fp4: Flow,
}

impl State {
    fn new(world: &World, rules: &Rules, draw: &Draw) -> State {
        State {
            unmet: 0.0,
            premium: world.premium0,
            premium_2025: world.premium0,
            smuggling: 0.0,
            loss: 0.0,
            stacks: draw.get(P::DomStacks0) * 1000.0,
            dies: draw.get(P::DomDieBank) * 1000.0,
            cum_wafers: world.constants.cum_wafers0,
            good: draw.get(P::DomYield0),
            invest: 1.0,
            covers: Vec::new(),
            research: 0.0,
            research_2025: 1.0,
            quality_shift: 0.0,
            cum_units: 1.0,
            cum_units_2025: 1.0,
            quality_b: world.constants.quality_b0,
            stored: [0.0; 2],
            shares: [world.share0; 4],
            gate_state: rules.gate_start.map(state_of),
            backlog: 0.0,
            exported: [0.0; 3],
            exported_delta_f: 0.0,
            sales_mean: 0.0,
            access: 0.0,
            special: 0.0,
            ln_us: 0.0,
            ln_cn: 0.0,
            use_of: [[0.0; 2]; 6],
            first: world.stock0,
            history: Vec::new(),
            fp4: [0.0; 2],
            history_fp4: Vec::new(),
            row_supply: Vec::new(),
            effective_us: Vec::new(),
            sold: [0.0; 7],
            rented: 0.0,
        }
    }

    fn step(&mut self, w: &World, r: &Rules, d: &Draw, t: usize) -> Month {
        let mut now = Now::default();
        let class = class_sold(w, r, d, t);
        self.us_output(w, d, t, &class, &mut now);
        self.domestic_supply(w, d, t, &mut now);
        self.quality(w, d, t, &mut now);
        self.smuggle(w, r, d, t, &mut now);
        self.chinese_gate(w, r, d, t, &class, &mut now);
        self.buy(w, r, d, t, &class, &mut now);
        self.premium_of(w, d, t, &now);
        self.stocks(w, d, t, &mut now);
        let mut out = [0.0; COUNT];
        self.capability(w, d, t, &mut out);
        self.money(w, r, d, t, &class, &now, &mut out);
        self.report(w, t, &now, &mut out);
        out
    }
}

/// The class that may be sold in a month: that of the rules, or a redesigned part once it exists.
struct Class {
    available: f64,
    /// What is left of it at the end of the month.
    stays: f64,
    practice: f64,
    figures: [f64; 3],
    per_wafer: f64,
    price: f64,
    special: f64,
}

/// What is left of a class at the end of a month: a part of a month that the next one cuts is a stop inside it.
pub(crate) fn stays(available: &[f64], t: usize) -> f64 {
    let (now, next) = (at(available, t), at(available, (t + 1).min(MONTHS - 1)));
    if now < 1.0 { now.min(next) } else { now }
}

/// 2.3 A redesigned part enters L_ann + L_vol months after the rule, if it exists; else the rules' class holds.
fn class_sold(w: &World, r: &Rules, d: &Draw, t: usize) -> Class {
    let lag = d.get(P::RedesignAnnounce) + d.get(P::RedesignVolume);
    let exists = d.redesign < d.get(P::RedesignExists);
    if exists && at(&r.since_rule, t) >= lag {
        let figures = [0, 1, 2].map(|i| at(&r.clipped[i], t));
        let price = figures[0] * at(&w.price_per_f, t);
        let (available, stays, practice) = (1.0, 1.0, 1.0);
        return Class {
            available,
            stays,
            practice,
            figures,
            per_wafer: w.constants.redesign_per_wafer,
            price,
            special: 1.0,
        };
    }
    let aged = d.get(P::UsH200Decay).powf(at(&r.age, t));
    Class {
        available: at(&r.available, t),
        stays: stays(&r.available, t),
        practice: at(&r.practice, t) + at(&r.practice_assumed, t) * d.get(P::LegalPractice),
        figures: [0, 1, 2].map(|i| at(&r.figures[i], t)),
        per_wafer: at(&r.per_wafer, t),
        price: at(&r.price, t) * aged,
        special: at(&r.special, t),
    }
}

/// A state of the Chinese gate, 0 (open) to 3 (shut), from the number that the rules hold.
fn state_of(step: f64) -> usize {
    whole(step).min(3)
}

/// Shares of the four segments, made to add up to one.
fn budget_shares(d: &Draw) -> [f64; 4] {
    let raw =
        [P::SegmentTrain, P::SegmentInfer, P::SegmentStartup, P::SegmentState].map(|p| d.get(p).max(0.01));
    let sum: f64 = raw.iter().sum();
    raw.map(|share| share / sum)
}

fn set(out: &mut Month, quantity: Q, value: f64) {
    out[quantity.place()] = value;
}

fn years_after(t: usize, from: usize) -> f64 {
    as_number(t.saturating_sub(from)) / 12.0
}

/// Months are few, so the conversion is exact.
fn as_number(t: usize) -> f64 {
    t as f64
}

/// The nearest whole number of months.
fn whole(months: f64) -> usize {
    (months + 0.5).floor().max(0.0) as usize
}

fn power(base: f64, times: usize) -> f64 {
    base.powf(as_number(times))
}

/// Mean of the six months before.
fn mean_before(list: &[f64], t: usize) -> f64 {
    let from = t.saturating_sub(6);
    let window = list.get(from..t).unwrap_or_default();
    window.iter().sum::<f64>() / as_number(window.len().max(1))
}

/// A value between months; before the first, the first.
fn value_before(list: &[f64], time: f64) -> f64 {
    let time = time.max(0.0);
    let below = time.floor() as usize;
    let a = at(list, below);
    let b = list.get(below + 1).copied().unwrap_or(a);
    a + (b - a) * (time - as_number(below))
}

/// When a rising path first reached a level, between months; now if it never did.
fn time_passed(list: &[f64], level: f64) -> f64 {
    match list.iter().position(|value| *value >= level) {
        None => as_number(list.len() - 1),
        Some(0) => 0.0,
        Some(month) => {
            let (before, after) = (at(list, month - 1), at(list, month));
            as_number(month - 1) + (level - before) / (after - before)
        }
    }
}
