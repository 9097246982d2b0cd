//! The slow reference: one draw, one month after another, written for reading.
//!
//! The fast kernel must agree with it. Every function is a block of equations;
//! numbers are those of the data's assumptions (`equation`). Whatever a step
//! reads of another step belongs to the month before, so there is no loop.

use crate::draws::Draw;
use crate::parameters::Parameter as P;
use crate::quantities::{COUNT, Month, Quantity as Q};
use crate::rules::Rules;
use crate::time::{DOMESTIC_FROM, LEGAL_FROM, MONTHS, OUTPUT_KNOWN};
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

/// FLOP per second of an H100e in training, 16 bit, times seconds in a year, times a thousand units.
pub(crate) const FLOP_PER_YEAR: f64 = 0.99e15 * 31_557_600.0 * 1e3;
/// The scale at which the flow given by the press for 2022 and 2023 holds.
pub(crate) const SCALE_OF_PRESS: f64 = 19.0;
/// September 2022, when the first controls came.
pub(crate) const CONTROLS_FROM: usize = 56;
/// December 2022, when the algorithmic levels are dated.
pub(crate) const LEVELS_FROM: usize = 59;
/// July 2023, from which the later half-life of spillover holds.
pub(crate) const OPEN_FROM: usize = 66;
/// January 2023: before it the lag says nothing.
pub(crate) const LAG_FROM: usize = 60;
/// Levels of the Chinese gate: open, discouraged, case by case, shut.
pub(crate) const GATES: [f64; 4] = [1.0, 0.3, 0.05, 0.0];

/// The path of one draw.
pub type Path = Vec<Month>;

/// Runs one draw through all months.
#[must_use]
pub fn run(world: &World, rules: &Rules, draw: &Draw, months: usize) -> Path {
    let mut state = State::new(world, draw);
    (0..months.min(MONTHS)).map(|month| state.step(world, rules, draw, month)).collect()
}

/// A flow of one month on two rulers.
type Flow = [f64; 2];

struct State {
    unmet: f64,
    premium: f64,
    smuggling: f64,
    loss: f64,
    stacks: f64,
    dies: f64,
    cum_wafers: f64,
    good: f64,
    invest: f64,
    research: f64,
    research_2025: f64,
    quality_shift: f64,
    cum_units: f64,
    cum_units_2025: f64,
    quality_b: f64,
    stored: [f64; 2],
    shares: [[f64; 4]; 4],
    gate_state: usize,
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
}

impl State {
    fn new(world: &World, draw: &Draw) -> State {
        State {
            unmet: 0.0,
            premium: world.premium0,
            smuggling: 0.0,
            loss: 0.0,
            stacks: draw.get(P::DomStacks0) * 1000.0,
            dies: draw.get(P::DomDieBank) * 1000.0,
            cum_wafers: world.constants.cum_wafers0,
            good: draw.get(P::DomYield0),
            invest: 1.0,
            research: 0.0,
            research_2025: 1.0,
            quality_shift: 0.0,
            cum_units: 1.0,
            cum_units_2025: 1.0,
            quality_b: 0.3,
            stored: [0.0; 2],
            shares: [world.share0; 4],
            gate_state: 2,
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
        self.stocks(w, d, t, &now);
        let mut out = [0.0; COUNT];
        self.capability(w, d, t, &mut out);
        self.money(w, r, d, t, &class, &now, &mut out);
        self.report(w, t, &now, &mut out);
        out
    }

    /// 2.1 Output of US design: the smallest of packaging, memory, 4 nm wafers and power or spending.
    ///
    /// Q = K_cw a_nv eta_cw x figures per wafer, growing by g_us a year from 2028; other vendors are a
    /// ratio of it. To 2025 output is given. Displacement delta is an output: H100e of the newest class
    /// forgone per H100e exported = phi x (per wafer, newest) / (per wafer, exported). Unit: thousand
    /// H100e per month. Source: `us_output.*`, `cowos.*`; delta after the correction that a clipped
    /// chip takes the packaging of a whole one.
    fn us_output(&mut self, w: &World, d: &Draw, t: usize, class: &Class, now: &mut Now) {
        let growth = d.get(P::UsGrowthPerWafer).powf(years_after(t, 119));
        now.delta = if class.available > 0.0 {
            d.get(P::UsFungible) * at(&w.per_wafer[0], t) * growth / (class.per_wafer * class.figures[0])
        } else {
            0.0
        };
        let mut outside = [0.0; 3];
        if t < OUTPUT_KNOWN {
            for (ruler, value) in outside.iter_mut().enumerate() {
                let legal = if t < LEGAL_FROM { at(&w.legal[ruler], t) } else { self.exported[ruler] };
                let amd = at(&w.amd, t) * [1.0, w.other_b_per_f, w.other_fp4_per_f][ruler];
                *value = at(&w.output[ruler], t) - legal - amd;
            }
        } else {
            let packaging = w.cowos.at(t, d.get(P::UsCowos)) * at(&w.nv_share, t) * d.get(P::UsEtaCw);
            let memory = at(&w.hbm_gb, t) / (w.constants.hbm_gb_per_package * at(&w.packages, t));
            let others = 1.0 + at(&w.other_ratio, t);
            let per_wafer = at(&w.per_wafer[0], t) * growth;
            let caps =
                [packaging * per_wafer, memory * per_wafer, at(&w.n4_ceiling, t), at(&w.power_ceiling, t)];
            let mut nvidia = caps[0];
            for (stage, cap) in [1.0, 2.0, 3.0].into_iter().zip(&caps[1..]) {
                if *cap < nvidia {
                    nvidia = *cap;
                    now.stage = stage;
                }
            }
            now.displaced = self.exported_delta_f.min(0.5 * nvidia);
            let left = (nvidia - now.displaced) / per_wafer;
            let rest = nvidia * (others - 1.0);
            outside = [
                left * per_wafer + rest,
                left * at(&w.per_wafer[1], t) * growth + rest * w.other_b_per_f,
                left * at(&w.per_wafer[2], t) * growth + rest * w.other_fp4_per_f,
            ];
        }
        let share = at(&w.us_share, t);
        now.new_us = outside.map(|value| value * share);
        now.new_row = outside.map(|value| value * (1.0 - share));
    }

    /// 2.5 Domestic supply: dies or memory, whichever allows fewer units.
    ///
    /// use = (M + inflow) / T_draw + new_use M_dot; other vendors take what they need up to a share; Huawei
    /// N = min((draw on the bank + W a_ai G y) / d_u, (use - other) / m_u) y_p / 0.87. The bank goes
    /// first. 1 - y falls with cumulative wafers of all products. Units: thousand units, stacks, dies
    /// per month. Before 2024 units are given. Source: M10 of the published analyses, completed.
    fn domestic_supply(&mut self, w: &World, d: &Draw, t: usize, now: &mut Now) {
        let wanted_other = w.other.at(t, d.get(P::DomOther)) * self.invest;
        if t < DOMESTIC_FROM {
            now.huawei = at(&w.huawei_given, t);
            now.other = wanted_other;
        } else {
            let c = &w.constants;
            let made = w.memory.at(t, d.get(P::DomMemory)) * 1000.0 / 12.0 * self.invest;
            let bought = w.inflow.at(t, d.get(P::DomStackInflow)) * 1000.0;
            let usable = (self.stacks + bought) / d.get(P::DomDrawMonths) + d.get(P::DomNewUse) * made;
            let other_stacks = (c.stacks_other * wanted_other).min(d.get(P::DomOtherCap) * usable);
            let fed = other_stacks / (c.stacks_other * wanted_other + 1e-12);
            let floor = d.get(P::DomOtherFloor);
            now.other = wanted_other * (floor + (1.0 - floor) * fed);
            let (m_u, d_u) = (at(&w.stacks_huawei, t), at(&w.dies_huawei, t));
            let wafers = w.wafers.at(t, d.get(P::DomWafers)) * self.invest;
            let draw = self.dies.min(d.get(P::DomDieDraw) * 1000.0);
            let by_dies = (draw + wafers * d.get(P::DomAllocation) * c.gross_dies * self.good) / d_u;
            let by_memory = (usable - other_stacks) / m_u;
            let gross = by_dies.min(by_memory).min(at(&w.packaging_cn, t));
            let kept = d.get(P::DomPackageYield) / 0.87;
            now.huawei = gross * kept;
            now.slack = by_dies / (by_memory + 1e-12);
            let memory_binds = by_memory <= by_dies;
            let f = w.quality_f.at(t, d.get(P::DomQuality));
            now.shadow = [
                if memory_binds { f * kept / m_u } else { 0.0 },
                if memory_binds { 0.0 } else { f * kept / d_u },
            ];
            self.stacks += bought + made - other_stacks - gross * m_u;
            self.dies -= draw.min(gross * d_u);
            self.cum_wafers += wafers;
            let learned = (self.cum_wafers / c.cum_wafers0).powf(-d.get(P::DomLearningYield));
            self.good = 1.0 - (1.0 - d.get(P::DomYield0)) * learned;
        }
        self.cum_units += now.huawei + now.other;
        if t + 1 == OUTPUT_KNOWN {
            self.cum_units_2025 = self.cum_units;
            self.research_2025 = self.research;
        }
    }

    /// 2.6 Quality, software gap and price.
    ///
    /// Quality is the roadmap times exp(shift); from 2026 the shift moves by
    /// adj (ln g_q - ln 1.25 + theta_R log2(R / R_2025)) / 12. sigma = sigma_0 exp(-k log2(B / B_0) - k/2 years),
    /// within 0.02 to 0.8. Cost falls by ell per doubling of units; a part reaches the price.
    /// Units: H100e per unit, fraction of peak, USD thousand. Source: roadmap, `dom.*`.
    fn quality(&mut self, w: &World, d: &Draw, t: usize, now: &mut Now) {
        let c = &w.constants;
        if t >= OUTPUT_KNOWN {
            let ratio = (self.research / self.research_2025).max(1e-3);
            let drift =
                d.get(P::DomCadence).ln() - 1.25_f64.ln() + d.get(P::DomResearchEffect) * ratio.log2();
            let shift = self.quality_shift + d.get(P::DomQualityAdjust) * drift / 12.0;
            self.quality_shift = shift.clamp(-c.quality_clip, c.quality_clip);
        }
        let band = w.quality_f.at(t, d.get(P::DomQuality));
        let central = w.quality_f.at(t, 0.0);
        let factor = band / central * self.quality_shift.exp();
        now.quality = [central * factor, at(&w.quality_b, t) * factor, at(&w.quality_fp4, t) * factor];
        let base = (self.use_of[HUAWEI][0].max(1e-9) / c.sigma_base).log2().max(-1.0);
        let closing = d.get(P::DomGapClosing);
        let closed = (-closing * base - c.sigma_time * closing * years_after(t, 77)).exp();
        now.gap =
            [d.get(P::DomGapTraining), d.get(P::DomGapInference)].map(|gap| (gap * closed).clamp(0.02, 0.8));
        let doublings = if t >= OUTPUT_KNOWN { (self.cum_units / self.cum_units_2025).log2() } else { 0.0 };
        let cost = (1.0 - d.get(P::DomCostLearning)).powf(doublings);
        now.price_domestic =
            w.price_domestic.at(t, d.get(P::DomPrice)) * (1.0 - d.get(P::DomCostPass) * (1.0 - cost));
    }

    /// 2.4 Smuggling: a flow that follows premium, world supply and enforcement over tau months.
    ///
    /// S* = S_0 (pi / pi_ref)^eta exp(-psi pen (q(E) - q(1))) (supply / supply_ref) (1 - loss);
    /// q(E) = 1 - exp(-k E); arrivals S (1 - q); S is at most half of supply outside the US and China.
    /// Unit: thousand H100e per month. Source: `smuggle.*`; S_0, pi_ref and supply_ref are all of mid-2024.
    fn smuggle(&mut self, w: &World, r: &Rules, d: &Draw, t: usize, now: &mut Now) {
        let c = &w.constants;
        let e = at(&r.enforcement, t);
        let k = -(1.0 - d.get(P::SmuggleInterdiction)).ln() / c.enforcement_reference;
        let caught = 1.0 - (-k * e).exp();
        let lost =
            if at(&d.hit, t) < d.get(P::SmuggleHit) * e { d.get(P::SmuggleConcentration) } else { 0.0 };
        self.loss = (self.loss * (1.0 - 1.0 / d.get(P::SmuggleRecovery).max(1.0)) + lost).min(1.0);
        if t < DOMESTIC_FROM {
            self.smuggling = at(&w.smuggled, t) * d.get(P::SmuggleScale) / SCALE_OF_PRESS;
        } else {
            let supply = mean_before(&self.row_supply, t) / w.row_reference;
            let deterred =
                d.get(P::SmuggleDeterrence) * d.get(P::SmugglePenalty) * (caught - (1.0 - (-k).exp()));
            let pull = (self.premium / d.get(P::SmugglePremiumRef)).powf(d.get(P::SmuggleElasticity));
            let target = d.get(P::SmuggleScale) * pull * (-deterred).exp() * supply * (1.0 - self.loss);
            self.smuggling += (target - self.smuggling) / d.get(P::SmuggleTau);
        }
        let flow = self.smuggling.min(c.smuggle_max_row * now.new_row[0]);
        self.smuggling = flow;
        now.arrivals = flow * (1.0 - caught);
        now.seized = flow * caught;
        let part = flow / (now.new_row[0] + 1e-12);
        self.row_supply.push(now.new_row[0]);
        now.new_row = now.new_row.map(|value| value * (1.0 - part));
    }

    /// 2.2 The Chinese gate where no rule fixes it: four states, one step a month at most.
    ///
    /// Tighter with probability tighten exp(slope (q_B / legal B - reference)), looser with
    /// loosen + unmet U; both at most a half. Unit: probability per month. Source: judgement.
    fn chinese_gate(&mut self, w: &World, r: &Rules, d: &Draw, t: usize, class: &Class, now: &mut Now) {
        let c = &w.constants;
        let reacts = r.gate_reacts.iter().any(|segment| at(segment, t) > 0.0);
        if reacts {
            let ratio = self.quality_b / class.figures[1];
            let tighter =
                (d.get(P::GateTighten) * (c.gate_slope * (ratio - c.gate_reference)).exp()).min(c.gate_most);
            let looser = (d.get(P::GateLoosen) + c.gate_unmet * self.unmet).min(c.gate_most);
            let luck = at(&d.gate, t);
            if luck < tighter {
                self.gate_state = (self.gate_state + 1).min(3);
            } else if luck > 1.0 - looser {
                self.gate_state = self.gate_state.saturating_sub(1);
            }
        }
        let chain = GATES[self.gate_state];
        let shares = budget_shares(d);
        for s in 0..4 {
            now.gates[s] = at(&r.gate[s], t) + at(&r.gate_reacts[s], t) * chain;
            now.gate_mean += shares[s] * now.gates[s];
        }
        self.quality_b = now.quality[1];
    }

    /// 2.7 Choice and rationing.
    ///
    /// U = alpha ln v - ln p + risk + lam_h share(t-1), less ln(1 + kappa)(1 - share) for domestic;
    /// v = v_F^w v_B^(1-w) per unit. The gate splits the budget before the choice:
    /// share = h softmax(all) + (1 - h) softmax(without legal), so that gate 0 equals a ban.
    /// Orders beyond supply look elsewhere, domestic, smuggled, abroad, legal, twice; the rest waits.
    /// X = min(offer x practice, cap, wanted). Unit: USD million per month. Source: `choice.*`.
    fn buy(&mut self, w: &World, r: &Rules, d: &Draw, t: usize, class: &Class, now: &mut Now) {
        let prices = self.prices(w, t, class, now);
        let values = self.values(w, d, t, class, now);
        now.budget = w.demand.at(t, d.get(P::CnDemand)) * 1000.0 / 12.0;
        let shares = budget_shares(d);
        let mut wanted_by = [[0.0; 4]; 4];
        let mut wanted = [0.0; 4];
        for s in 0..4 {
            let chosen =
                self.choose(w, d, s, class.available * now.gates[s], at(&r.mandate[s], t), &prices, &values);
            for j in 0..4 {
                wanted_by[s][j] = chosen[j] * now.budget * shares[s];
                wanted[j] += wanted_by[s][j];
            }
        }
        let pulled = d.get(P::RedesignPull) * at(&r.pull, t) * wanted[LEGAL];
        let repaid = (self.backlog / 12.0).min(wanted[LEGAL]) * if at(&r.pull, t) > 0.0 { 0.0 } else { 1.0 };
        self.backlog += pulled - repaid;
        wanted[LEGAL] += pulled - repaid;
        let supply = self.supply(w, r, d, t, class, &prices, now);
        let mut sold = [0.0; 4];
        for j in 0..4 {
            sold[j] = wanted[j].min(supply[j]);
        }
        if t < LEGAL_FROM {
            sold[LEGAL] = at(&w.legal_usd, t);
        }
        now.cover = wanted[DOMESTIC] / (supply[DOMESTIC] + 1e-12);
        let filled =
            [0, 1, 2, 3].map(|j| if wanted[j] > 0.0 { sold[j].min(wanted[j]) / wanted[j] } else { 1.0 });
        let unfilled: f64 = (0..4).map(|j| (wanted[j] - sold[j]).max(0.0)).sum();
        let mut looking = unfilled * d.get(P::ChoiceOverflow);
        for _ in 0..2 {
            for j in [DOMESTIC, SMUGGLED, ABROAD, LEGAL] {
                let part = match j {
                    SMUGGLED => d.get(P::ChoiceOverflowSmuggled),
                    LEGAL => class.available * now.gate_mean,
                    _ => 1.0,
                };
                let left = if j == LEGAL && t < LEGAL_FROM { 0.0 } else { (supply[j] - sold[j]).max(0.0) };
                let taken = left.min(looking * part);
                sold[j] += taken;
                looking -= taken;
            }
        }
        now.spent = sold;
        self.unmet = ((now.budget - sold.iter().sum::<f64>()) / now.budget).clamp(0.0, 1.0);
        self.learn_habits(d, &wanted_by, &filled);
        self.account(w, d, t, class, &prices, now);
    }

    /// Price of a unit by option, USD thousand: smuggled at the premium of the month before, rented as a purchase.
    fn prices(&self, w: &World, t: usize, class: &Class, now: &Now) -> [f64; 4] {
        let per_f = at(&w.price_per_f, t);
        let smuggled = self.premium * per_f * at(&w.smuggled_f_per_chip, t).max(0.1);
        [class.price, smuggled, now.price_domestic, w.constants.offshore_price * per_f * w.constants.rented_f]
    }

    /// Value of a unit by option on two rulers, after what software or missing support costs.
    fn values(&self, w: &World, d: &Draw, t: usize, class: &Class, now: &Now) -> [[f64; 2]; 4] {
        let c = &w.constants;
        let usable = d.get(P::SmuggleUsable);
        let f = at(&w.smuggled_f_per_chip, t).max(0.1);
        let [huawei, other] = [self.stored[0] + now.huawei, self.stored[1] + now.other];
        let part = (huawei + 1e-9) / (huawei + other + 2e-9);
        let pooled = [0, 1].map(|i| part * now.quality[i] + (1.0 - part) * [c.other_f, c.other_b][i]);
        [
            [class.figures[0], class.figures[1]],
            [usable * f, usable * f * at(&w.smuggled_b_per_f, t)],
            [pooled[0] * (1.0 - now.gap[0]), pooled[1] * (1.0 - now.gap[1])],
            [c.rented_f, c.rented_b],
        ]
    }

    /// Shares of a segment's budget by option; what is missing to one waits.
    #[allow(clippy::too_many_arguments)]
    fn choose(
        &self,
        w: &World,
        d: &Draw,
        s: usize,
        gate: f64,
        mandate: f64,
        prices: &[f64; 4],
        values: &[[f64; 2]; 4],
    ) -> [f64; 4] {
        let ruler = w.ruler[s];
        let mut weight = [0.0; 4];
        for j in 0..4 {
            let value = ruler * values[j][0].ln() + (1.0 - ruler) * values[j][1].ln();
            let share = self.shares[s][j];
            let switching =
                if j == DOMESTIC { (1.0 + d.get(P::ChoiceSwitching)).ln() * (1.0 - share) } else { 0.0 };
            let utility = d.get(P::ChoiceAlpha) * value - prices[j].ln()
                + w.risk[s][j]
                + d.get(P::ChoiceLoyalty) * share;
            weight[j] = (utility - switching).exp();
        }
        let wait = d.get(P::ChoiceWait).exp();
        let without = weight[SMUGGLED] + weight[DOMESTIC] + weight[ABROAD] + wait;
        let with = without + weight[LEGAL];
        let mut chosen = [0.0; 4];
        for j in 0..4 {
            let closed = if j == LEGAL { 0.0 } else { weight[j] / without };
            chosen[j] = gate * (weight[j] / with) + (1.0 - gate) * closed;
        }
        let floor = mandate.max(chosen[DOMESTIC]);
        let shrink = (1.0 - floor) / (1.0 - chosen[DOMESTIC]);
        for (j, share) in chosen.iter_mut().enumerate() {
            *share = if j == DOMESTIC { floor } else { *share * shrink };
        }
        chosen
    }

    /// Supply by option, USD million.
    #[allow(clippy::too_many_arguments)]
    fn supply(
        &self,
        w: &World,
        r: &Rules,
        d: &Draw,
        t: usize,
        class: &Class,
        prices: &[f64; 4],
        now: &Now,
    ) -> [f64; 4] {
        let z = d.get(P::LegalCap);
        let cap = at(&r.cap, t) * (z * if z < 0.0 { r.cap_band[0] } else { r.cap_band[1] }).exp();
        let offer = w.offer.at(t, d.get(P::LegalOffer)) * 1000.0 / 12.0 * at(&r.offer_scale, t);
        let legal = (offer * class.practice).min(cap * class.price) * class.available;
        let domestic = (self.stored[0] + self.stored[1] + now.huawei + now.other) * prices[DOMESTIC];
        let z = d.get(P::OffStock);
        let before = if t == 0 { 0.0 } else { w.offshore.at(t - 1, z) };
        let grown = (w.offshore.at(t, z) - before).max(0.0) * at(&r.offshore_open, t) * w.constants.rented_f;
        let abroad = grown * w.constants.offshore_price * at(&w.price_per_f, t);
        [legal, now.arrivals * at(&w.price_per_f, t) * self.premium, domestic, abroad]
    }

    /// Habits follow purchases: share += memory x (share bought - share).
    fn learn_habits(&mut self, d: &Draw, wanted_by: &[[f64; 4]; 4], filled: &[f64; 4]) {
        let memory = d.get(P::ChoiceMemory);
        for s in 0..4 {
            let bought = [0, 1, 2, 3].map(|j| wanted_by[s][j] * filled[j]);
            let all: f64 = bought.iter().sum::<f64>() + 1e-12;
            for j in 0..4 {
                self.shares[s][j] += memory * (bought[j] / all - self.shares[s][j]);
            }
        }
    }

    /// Money becomes units and figures; makers' stock and plans follow.
    fn account(&mut self, w: &World, d: &Draw, t: usize, class: &Class, prices: &[f64; 4], now: &mut Now) {
        let c = &w.constants;
        if t < LEGAL_FROM {
            now.legal_units = at(&w.legal_units, t);
            now.legal = [0, 1, 2].map(|i| at(&w.legal[i], t));
        } else {
            now.legal_units = now.spent[LEGAL] / class.price;
            now.legal = class.figures.map(|figure| figure * now.legal_units);
        }
        self.exported = now.legal;
        self.exported_delta_f = now.delta * now.legal[0];
        let stored = [self.stored[0] + now.huawei, self.stored[1] + now.other];
        let part = (now.spent[DOMESTIC] / (prices[DOMESTIC] * (stored[0] + stored[1]) + 1e-12)).min(1.0);
        now.sold_units = stored.map(|units| units * part);
        self.stored = stored.map(|units| units * (1.0 - part));
        now.domestic_f = now.sold_units[0] * now.quality[0] + now.sold_units[1] * c.other_f;
        now.domestic_fp4 = now.sold_units[0] * now.quality[2] + now.sold_units[1] * c.other_fp4;
        self.rented += now.spent[ABROAD] / (c.offshore_price * at(&w.price_per_f, t));
        if t >= OUTPUT_KNOWN {
            let signal = now.cover.clamp(0.5, 1.5) - c.invest_cover;
            self.invest = (self.invest * (1.0 + d.get(P::DomResponse) * signal)).clamp(0.3, 4.0);
        }
    }

    /// 2.4 The premium follows unmet demand over a few months, and steps up where legal imports are few.
    fn premium_of(&mut self, w: &World, d: &Draw, t: usize, now: &Now) {
        let c = &w.constants;
        let few = now.spent[LEGAL] < c.premium_cut * (now.spent[LEGAL] + now.spent[SMUGGLED]);
        let step = if few { c.premium_step } else { 0.0 };
        let target = 1.0 + d.get(P::PremiumSlope) * self.unmet + step;
        self.premium = (self.premium + (target - self.premium) / d.get(P::PremiumTau)).min(c.premium_cap);
        if t < CONTROLS_FROM {
            self.premium = w.premium0;
        } else if t == CONTROLS_FROM {
            self.premium = c.premium_before;
        }
    }

    /// 2.8 Stocks by vintage: arrivals L_on after the sale, failures, retirement at the end of life.
    ///
    /// dK/dt = inflow(t - L) - mu K / 12 - inflow(t - L - T)(1 - mu/12)^T; life is longer in China. The
    /// first stock leaves evenly over one life. Accumulators since 2022 know no retirement. Unit:
    /// thousand H100e on two rulers. Source: `use.*`.
    fn stocks(&mut self, w: &World, d: &Draw, t: usize, now: &Now) {
        let c = &w.constants;
        let amd = at(&w.amd, t);
        let b_per_f = at(&w.smuggled_b_per_f, t);
        self.history.push([
            [now.new_us[0], now.new_us[1]],
            [now.new_row[0], now.new_row[1]],
            [now.legal[0] + amd, now.legal[1] + amd * w.other_b_per_f],
            [now.arrivals, now.arrivals * b_per_f],
            [now.sold_units[0] * now.quality[0], now.sold_units[0] * now.quality[1]],
            [now.sold_units[1] * c.other_f, now.sold_units[1] * c.other_b],
        ]);
        let lag = whole(d.get(P::UseLag));
        let fails = d.get(P::UseFailure) / 12.0;
        let lives = [whole(d.get(P::UseLife)), whole(d.get(P::UseLife) + c.china_longer)];
        for source in 0..6 {
            let life = lives[usize::from(source >= IMPORTED)];
            let inflow = self.vintage(source, t, lag);
            let retired = self.vintage(source, t, lag + life);
            for ruler in 0..2 {
                let k = &mut self.use_of[source][ruler];
                *k += inflow[ruler] - *k * fails - retired[ruler] * power(1.0 - fails, life);
            }
        }
        for (region, life) in [lives[0], lives[0], lives[1]].into_iter().enumerate() {
            for ruler in 0..2 {
                let leaving = if t < life {
                    w.stock0[region][ruler] / as_number(life) * power(1.0 - fails, t)
                } else {
                    0.0
                };
                let k = &mut self.first[region][ruler];
                *k = (*k * (1.0 - fails) - leaving).max(0.0);
            }
        }
        if t >= 48 {
            let since_2024 = if t >= DOMESTIC_FROM { 1.0 } else { 0.0 };
            let flows = [
                now.new_us[0],
                now.new_row[0],
                now.legal[0],
                amd,
                now.arrivals,
                since_2024 * now.sold_units[0] * now.quality[0],
                since_2024 * now.sold_units[1] * c.other_f,
            ];
            for (sum, flow) in self.sold.iter_mut().zip(flows) {
                *sum += flow;
            }
        }
    }

    fn vintage(&self, source: usize, t: usize, age: usize) -> Flow {
        t.checked_sub(age).and_then(|month| self.history.get(month)).map_or([0.0; 2], |flows| flows[source])
    }

    fn in_use(&self, region: usize, ruler: usize) -> f64 {
        let sources: &[usize] = match region {
            0 => &[US],
            1 => &[ROW],
            _ => &[IMPORTED, DIVERTED, HUAWEI, OTHER],
        };
        self.first[region][ruler] + sources.iter().map(|source| self.use_of[*source][ruler]).sum::<f64>()
    }

    /// 2.9 Capability and lag.
    ///
    /// run = c_tr x a year of effective training compute; d ln A_us = ln g_A, d ln A_cn = ln g_A
    /// (C_cn / C_us)^r + 12 ln 2 / h_sp max(0, ln A_us - ln A_cn) per year, from December 2022;
    /// e = log10(run A); cap_us = e_us; cap_cn = e_cn + chi max(0, e_us(t - h_sp) - e_cn);
    /// lag = months since cap_us first passed cap_cn. h_sp is longer before July 2023.
    /// Units: FLOP, months. Source: `spill.*`, `algo.*`, `run.*`.
    fn capability(&mut self, w: &World, d: &Draw, t: usize, out: &mut Month) {
        let c = &w.constants;
        let training = 1.0 - w.w_inf.at(t, d.get(P::CnWInf));
        let (good_us, good_cn) = (d.get(P::UseMfuUs), d.get(P::UseMfuCn));
        let us = self.in_use(0, 0) * good_us * training;
        let imported =
            self.first[2][0] + self.use_of[IMPORTED][0] + d.get(P::SmuggleUsable) * self.use_of[DIVERTED][0];
        let domestic = self.use_of[HUAWEI][0] + self.use_of[OTHER][0];
        let rented = self.rented * c.offshore_training * good_us;
        let cn = (imported * good_us + domestic * good_cn + rented) * training;
        let growth = d.get(P::AlgoGrowth).ln();
        let half_life = d.get(P::SpillHalfLife) * if t < OPEN_FROM { d.get(P::SpillEarly) } else { 1.0 };
        if t <= LEVELS_FROM {
            self.ln_us = growth * (as_number(t) - as_number(LEVELS_FROM)) / 12.0;
            self.ln_cn = self.ln_us + d.get(P::AlgoRatio0).ln();
        } else {
            let research = (cn / us).powf(d.get(P::AlgoResearch));
            let catch_up = std::f64::consts::LN_2 / half_life * (self.ln_us - self.ln_cn).max(0.0);
            self.ln_cn += growth * research / 12.0 + catch_up;
            self.ln_us += growth / 12.0;
        }
        let run_us = d.get(P::RunShareUs) * us * FLOP_PER_YEAR;
        let run_cn = d.get(P::RunShareCn) * cn * FLOP_PER_YEAR;
        let e_us = run_us.log10() + self.ln_us / std::f64::consts::LN_10;
        let e_cn = run_cn.log10() + self.ln_cn / std::f64::consts::LN_10;
        // The level never falls: what was once reached stays known.
        let e_us = self.effective_us.last().map_or(e_us, |last| last.max(e_us));
        self.effective_us.push(e_us);
        let seen = value_before(&self.effective_us, as_number(t) - half_life);
        let cap_cn = e_cn + d.get(P::SpillShare) * (seen - e_cn).max(0.0);
        let lag = if t >= LAG_FROM { as_number(t) - time_passed(&self.effective_us, cap_cn) } else { 0.0 };
        set(out, Q::TrainingCn, cn);
        set(out, Q::TrainingUs, us);
        set(out, Q::RunCn, run_cn);
        set(out, Q::RunUs, run_us);
        set(out, Q::Lag, lag);
        set(out, Q::Points, c.points * (e_us - cap_cn));
    }

    /// 2.10 Money: revenue, the government's take, the charge when a market shuts with stock in hand.
    ///
    /// charge = realised x months of stock x mean sales x part of access lost, for classes made for one
    /// market. R = rho x domestic sales of a year + passed-on support. Units: USD million, USD billion
    /// per year. Source: `money.*`, `dom.*`.
    #[allow(clippy::too_many_arguments)]
    fn money(&mut self, w: &World, r: &Rules, d: &Draw, t: usize, class: &Class, now: &Now, out: &mut Month) {
        let _ = w;
        let access = class.available * now.gate_mean;
        let lost = if self.access > 0.01 { ((self.access - access) / self.access).max(0.0) } else { 0.0 };
        let stock = d.get(P::MoneyInventory) * self.sales_mean;
        let charge = d.get(P::MoneyRealised) * stock * lost * self.special;
        self.sales_mean += (now.spent[LEGAL] - self.sales_mean) / 3.0;
        self.access = access;
        self.special = class.special;
        self.research = d.get(P::DomResearchShare) * now.spent[DOMESTIC] * 12.0 / 1000.0
            + d.get(P::DomSupportPass) * d.get(P::DomSupport);
        set(out, Q::Take, at(&r.take, t) * now.spent[LEGAL]);
        set(out, Q::Charge, charge);
        set(out, Q::ResearchUsd, self.research);
    }

    fn report(&self, w: &World, t: usize, now: &Now, out: &mut Month) {
        let amd = at(&w.amd, t);
        let legal_f = now.legal[0] + amd;
        let legal_fp4 = now.legal[2] + amd * w.other_fp4_per_f;
        // The mix of a smuggled chip follows the FP4 share of what the rest of the world gets.
        let smuggled_fp4 = now.arrivals * now.new_row[2] / (now.new_row[0] + 1e-12);
        let outside = now.new_us[0] + now.new_row[0] + now.arrivals + now.seized;
        for (quantity, value) in [
            (Q::OutputF, outside + legal_f),
            (Q::DisplacedF, now.displaced),
            (Q::Delta, now.delta),
            (Q::Stage, now.stage),
            (Q::LegalUnits, now.legal_units),
            (Q::LegalUsd, now.spent[LEGAL]),
            (Q::LegalF, legal_f),
            (Q::SmuggledF, now.arrivals),
            (Q::SeizedF, now.seized),
            (Q::Premium, self.premium),
            (Q::HuaweiUnits, now.huawei),
            (Q::OtherUnits, now.other),
            (Q::DomesticUnits, now.huawei + now.other),
            (Q::DomesticSold, now.sold_units[0] + now.sold_units[1]),
            (Q::DomesticF, now.domestic_f),
            (Q::DomesticUsd, now.spent[DOMESTIC]),
            (Q::DomesticUnit, now.quality[0]),
            (Q::DieSlack, now.slack),
            (Q::ShadowMemory, now.shadow[0]),
            (Q::ShadowDies, now.shadow[1]),
            (Q::GapTraining, now.gap[0]),
            (Q::Unmet, self.unmet),
            (Q::Spent, now.spent.iter().sum()),
            (Q::Demand, now.budget),
            (Q::Gate, now.gate_mean),
            (Q::Cover, now.cover),
            (Q::StockCnF, self.in_use(2, 0)),
            (Q::StockUsF, self.in_use(0, 0)),
            (Q::StockRowF, self.in_use(1, 0)),
            (Q::StockCnB, self.in_use(2, 1)),
            (Q::StockUsB, self.in_use(0, 1)),
            (Q::StockDomesticF, self.use_of[HUAWEI][0] + self.use_of[OTHER][0]),
            (Q::SoldUsF, self.sold[0]),
            (Q::SoldRowF, self.sold[1]),
            (Q::SoldLegalF, self.sold[2]),
            (Q::SoldAmdF, self.sold[3]),
            (Q::SoldSmuggledF, self.sold[4]),
            (Q::SoldHuaweiF, self.sold[5]),
            (Q::SoldOtherF, self.sold[6]),
            (Q::OffshoreF, self.rented),
            (Q::CardsDomestic, now.sold_units[0] + now.sold_units[1]),
            (
                Q::CardsAll,
                now.sold_units[0] + now.sold_units[1] + now.legal_units + at(&w.small, t) + amd / 0.7,
            ),
            (Q::NewUsF, now.new_us[0]),
            (Q::NewUsFp4, now.new_us[2]),
            (Q::NewCnF, legal_f + now.arrivals + now.domestic_f),
            (Q::NewCnFp4, legal_fp4 + smuggled_fp4 + now.domestic_fp4),
            (Q::NewDomesticFp4, now.domestic_fp4),
            (Q::Invest, self.invest),
        ] {
            set(out, quantity, value);
        }
    }
}

/// The class that may be sold in a month: that of the rules, or a redesigned part once it exists.
struct Class {
    available: f64,
    practice: f64,
    figures: [f64; 3],
    per_wafer: f64,
    price: f64,
    special: f64,
}

/// 2.3 A redesigned part enters L_ann + L_vol months after the rule, if it exists; else the rules' class holds.
fn class_sold(w: &World, r: &Rules, d: &Draw, t: usize) -> Class {
    let lag = d.get(P::RedesignAnnounce) + d.get(P::RedesignVolume);
    let exists = d.redesign < d.get(P::RedesignExists);
    if exists && at(&r.since_rule, t) >= lag {
        let figures = [0, 1, 2].map(|i| at(&r.clipped[i], t));
        let price = figures[0] * at(&w.price_per_f, t);
        return Class { available: 1.0, practice: 1.0, figures, per_wafer: 29.0, price, special: 1.0 };
    }
    let aged = d.get(P::UsH200Decay).powf(at(&r.age, t));
    Class {
        available: at(&r.available, t),
        practice: at(&r.practice, t) + at(&r.practice_assumed, t) * d.get(P::LegalPractice),
        figures: [0, 1, 2].map(|i| at(&r.figures[i], t)),
        per_wafer: at(&r.per_wafer, t),
        price: at(&r.price, t) * aged,
        special: at(&r.special, t),
    }
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
#[allow(clippy::cast_precision_loss)]
fn as_number(t: usize) -> f64 {
    t as f64
}

/// The nearest whole number of months.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
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
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
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
