//! The fast path: blocks of draws as arrays, months outside, draws inside, without branches.
//!
//! The equations are those of [`crate::oracle`], where they are explained. What
//! a draw does not change from month to month is computed once ([`Fixed`]).
//! Every instruction set and every number of threads gives the same bits.
// Every index is below a length fixed in this file; checks are left in.
#![allow(clippy::indexing_slicing, clippy::needless_range_loop)]

mod lanes;

pub use lanes::{Lanes, WIDTH};

use crate::draws::Draw;
use crate::oracle::{CONTROLS_FROM, FLOP_PER_YEAR, LAG_FROM, LEVELS_FROM, OPEN_FROM, SCALE_OF_PRESS};
use crate::parameters::{PARAMETERS, Parameter as P};
use crate::quantities::{COUNT, Quantity as Q};
use crate::rules::Rules;
use crate::time::{DOMESTIC_FROM, LEGAL_FROM, MONTHS, OUTPUT_KNOWN};
use crate::world::{Banded, World};

/// The numbers of one month of a block.
pub type BlockMonth = [Lanes; COUNT];

/// Runs a block of draws and hands every month to `each`; missing draws repeat the last.
pub fn run_block(
    world: &World,
    rules: &Rules,
    draws: &[Draw],
    months: usize,
    each: impl FnMut(usize, &BlockMonth),
) {
    pulp::Arch::new().dispatch(Run { world, rules, draws, months, each });
}

struct Run<'a, F> {
    world: &'a World,
    rules: &'a Rules,
    draws: &'a [Draw],
    months: usize,
    each: F,
}

impl<F: FnMut(usize, &BlockMonth)> pulp::NullaryFnOnce for Run<'_, F> {
    type Output = ();

    #[inline(always)]
    fn call(mut self) {
        let Some(fixed) = Fixed::new(self.world, self.draws) else { return };
        let mut state = State::new(self.world, &fixed);
        state.gate_state = self.rules.gate_start.map(Lanes::splat);
        let mut out = Box::new([Lanes::splat(0.0); COUNT]);
        for month in 0..self.months.min(MONTHS) {
            step(&mut state, &fixed, self.world, self.rules, month, &mut out);
            (self.each)(month, &out);
        }
    }
}

/// What a draw fixes for all months.
struct Fixed {
    values: Box<[Lanes; PARAMETERS]>,
    hit: Vec<Lanes>,
    gate: Vec<Lanes>,
    /// 1 where a redesigned part exists.
    redesign: Lanes,
    redesign_lag: Lanes,
    segments: [Lanes; 4],
    ln_growth: Lanes,
    ln_decay: Lanes,
    ln_cost: Lanes,
    ln_algo: Lanes,
    ln_ratio0: Lanes,
    ln_cadence: Lanes,
    ln_switching: Lanes,
    ln_premium_ref: Lanes,
    wait: Lanes,
    cap: Lanes,
    interdiction: Lanes,
    deterrence: Lanes,
    keeps: Lanes,
    lag: [usize; WIDTH],
    life: [[usize; WIDTH]; 2],
    survives: [Lanes; 2],
}

impl Fixed {
    #[inline(always)]
    fn new(world: &World, draws: &[Draw]) -> Option<Fixed> {
        let last = draws.last()?;
        let draw = |i: usize| draws.get(i).unwrap_or(last);
        let gather = |get: &dyn Fn(&Draw) -> f64| {
            let mut lanes = Lanes::splat(0.0);
            for (i, lane) in lanes.0.iter_mut().enumerate() {
                *lane = get(draw(i));
            }
            lanes
        };
        let mut values = Box::new([Lanes::splat(0.0); PARAMETERS]);
        for (place, lanes) in values.iter_mut().enumerate() {
            *lanes = gather(&|draw| draw.values[place]);
        }
        let v = |p: P| values[p.place()];
        let segments = [P::SegmentTrain, P::SegmentInfer, P::SegmentStartup, P::SegmentState]
            .map(|p| v(p).max(Lanes::splat(0.01)));
        let sum = segments[0] + segments[1] + segments[2] + segments[3];
        let fails = v(P::UseFailure) / 12.0;
        let ln_keeps = (1.0 - fails).ln();
        let longer = v(P::UseLife) + world.constants.china_longer;
        let life = [whole(v(P::UseLife)), whole(longer)];
        let interdiction = -(1.0 - v(P::SmuggleInterdiction)).ln() / world.constants.enforcement_reference;
        Some(Fixed {
            hit: (0..MONTHS).map(|t| gather(&|draw| draw.hit[t])).collect(),
            gate: (0..MONTHS).map(|t| gather(&|draw| draw.gate[t])).collect(),
            redesign: gather(&|draw| if draw.redesign < draw.get(P::RedesignExists) { 1.0 } else { 0.0 }),
            redesign_lag: v(P::RedesignAnnounce) + v(P::RedesignVolume),
            segments: segments.map(|share| share / sum),
            ln_growth: v(P::UsGrowthPerWafer).ln(),
            ln_decay: v(P::UsH200Decay).ln(),
            ln_cost: (1.0 - v(P::DomCostLearning)).ln(),
            ln_algo: v(P::AlgoGrowth).ln(),
            ln_ratio0: v(P::AlgoRatio0).ln(),
            ln_cadence: v(P::DomCadence).ln() - 1.25_f64.ln(),
            ln_switching: (1.0 + v(P::ChoiceSwitching)).ln(),
            ln_premium_ref: v(P::SmugglePremiumRef).ln(),
            wait: v(P::ChoiceWait).exp(),
            cap: v(P::LegalCap),
            interdiction,
            deterrence: v(P::SmuggleDeterrence) * v(P::SmugglePenalty),
            keeps: 1.0 - fails,
            lag: whole(v(P::UseLag)),
            survives: life.map(|life| (numbers(&life) * ln_keeps).exp()),
            life,
            values,
        })
    }

    #[inline(always)]
    fn v(&self, parameter: P) -> Lanes {
        self.values[parameter.place()]
    }
}

struct State {
    unmet: Lanes,
    premium: Lanes,
    smuggling: Lanes,
    loss: Lanes,
    stacks: Lanes,
    dies: Lanes,
    cum_wafers: Lanes,
    good: Lanes,
    invest: Lanes,
    research: Lanes,
    research_2025: Lanes,
    shift: Lanes,
    cum_units: Lanes,
    cum_units_2025: Lanes,
    quality_b: Lanes,
    stored: [Lanes; 2],
    shares: [[Lanes; 4]; 4],
    gate_state: [Lanes; 4],
    backlog: Lanes,
    exported: [Lanes; 3],
    exported_delta: Lanes,
    sales_mean: Lanes,
    access: Lanes,
    special: Lanes,
    ln_us: Lanes,
    ln_cn: Lanes,
    use_of: [[Lanes; 2]; 6],
    first: [[Lanes; 2]; 3],
    first_left: [Lanes; 2],
    history: Vec<[[Lanes; 2]; 6]>,
    row_supply: Vec<Lanes>,
    effective_us: Vec<Lanes>,
    passed: [usize; WIDTH],
    sold: [Lanes; 7],
    rented: Lanes,
}

impl State {
    #[inline(always)]
    fn new(world: &World, fixed: &Fixed) -> State {
        let zero = Lanes::splat(0.0);
        let one = Lanes::splat(1.0);
        State {
            unmet: zero,
            premium: Lanes::splat(world.premium0),
            smuggling: zero,
            loss: zero,
            stacks: fixed.v(P::DomStacks0) * 1000.0,
            dies: fixed.v(P::DomDieBank) * 1000.0,
            cum_wafers: Lanes::splat(world.constants.cum_wafers0),
            good: fixed.v(P::DomYield0),
            invest: one,
            research: zero,
            research_2025: one,
            shift: zero,
            cum_units: one,
            cum_units_2025: one,
            quality_b: Lanes::splat(0.3),
            stored: [zero; 2],
            shares: [world.share0.map(Lanes::splat); 4],
            gate_state: [zero; 4],
            backlog: zero,
            exported: [zero; 3],
            exported_delta: zero,
            sales_mean: zero,
            access: zero,
            special: zero,
            ln_us: zero,
            ln_cn: zero,
            use_of: [[zero; 2]; 6],
            first: world.stock0.map(|rulers| rulers.map(Lanes::splat)),
            first_left: [one; 2],
            history: Vec::with_capacity(MONTHS),
            row_supply: Vec::with_capacity(MONTHS),
            effective_us: Vec::with_capacity(MONTHS),
            passed: [0; WIDTH],
            sold: [zero; 7],
            rented: zero,
        }
    }
}

#[inline(always)]
fn band(banded: &Banded, t: usize, z: Lanes) -> Lanes {
    let step = z.below(Lanes::splat(0.0), Lanes::splat(banded.down[t]), Lanes::splat(banded.up[t]));
    (banded.mid[t] + z * step).exp()
}

#[inline(always)]
fn flag(yes: bool) -> f64 {
    if yes { 1.0 } else { 0.0 }
}

#[inline(always)]
#[allow(clippy::cast_precision_loss)]
fn years_after(t: usize, from: usize) -> f64 {
    t.saturating_sub(from) as f64 / 12.0
}

#[inline(always)]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(months: Lanes) -> [usize; WIDTH] {
    months.0.map(|months| (months + 0.5).floor().max(0.0) as usize)
}

#[inline(always)]
#[allow(clippy::cast_precision_loss)]
fn numbers(whole: &[usize; WIDTH]) -> Lanes {
    Lanes(whole.map(|number| number as f64))
}

#[inline(always)]
#[allow(clippy::too_many_lines)]
fn step(s: &mut State, f: &Fixed, w: &World, r: &Rules, t: usize, out: &mut BlockMonth) {
    let c = &w.constants;
    let zero = Lanes::splat(0.0);
    let one = Lanes::splat(1.0);
    let known = t < OUTPUT_KNOWN;

    // 2.3 The class sold.
    let since = Lanes::splat(r.since_rule[t]);
    let redesigned = since.below(f.redesign_lag, zero, f.redesign);
    let pick = |new: Lanes, old: Lanes| zero.below(redesigned, new, old);
    let available = pick(one, Lanes::splat(r.available[t]));
    let practice = pick(one, r.practice[t] + r.practice_assumed[t] * f.v(P::LegalPractice));
    let figures = [0, 1, 2].map(|i| pick(Lanes::splat(r.clipped[i][t]), Lanes::splat(r.figures[i][t])));
    let per_wafer_sold = pick(Lanes::splat(29.0), Lanes::splat(r.per_wafer[t]));
    let aged = if r.age[t] > 0.0 { (f.ln_decay * r.age[t]).exp() } else { one };
    let price_f = w.price_per_f[t];
    let price_legal = pick(Lanes::splat(r.clipped[0][t] * price_f), aged * r.price[t]);
    let special = pick(one, Lanes::splat(r.special[t]));

    // 2.1 US output.
    let growth = (f.ln_growth * years_after(t, 119)).exp();
    let delta_full = f.v(P::UsFungible) * (w.per_wafer[0][t] * growth) / (per_wafer_sold * figures[0]);
    let delta = zero.below(available, delta_full, zero);
    let (outside, displaced, stage);
    if known {
        let amd = [1.0, w.other_b_per_f, w.other_fp4_per_f].map(|rate| w.amd[t] * rate);
        outside = [0, 1, 2].map(|i| {
            let legal = if t < LEGAL_FROM { Lanes::splat(w.legal[i][t]) } else { s.exported[i] };
            w.output[i][t] - legal - amd[i]
        });
        displaced = zero;
        stage = zero;
    } else {
        let packaging = band(&w.cowos, t, f.v(P::UsCowos)) * w.nv_share[t] * f.v(P::UsEtaCw);
        let memory = w.hbm_gb[t] / (c.hbm_gb_per_package * w.packages[t]);
        let per_wafer = w.per_wafer[0][t] * growth;
        let mut nvidia = packaging * per_wafer;
        let mut binding = zero;
        let limits = [per_wafer * memory, Lanes::splat(w.n4_ceiling[t]), Lanes::splat(w.power_ceiling[t])];
        for (number, limit) in [1.0, 2.0, 3.0].into_iter().zip(limits) {
            binding = limit.below(nvidia, Lanes::splat(number), binding);
            nvidia = limit.min(nvidia);
        }
        displaced = s.exported_delta.min(nvidia * 0.5);
        stage = binding;
        let left = (nvidia - displaced) / per_wafer;
        let rest = nvidia * w.other_ratio[t];
        outside = [
            left * per_wafer + rest,
            left * w.per_wafer[1][t] * growth + rest * w.other_b_per_f,
            left * w.per_wafer[2][t] * growth + rest * w.other_fp4_per_f,
        ];
    }
    let new_us = outside.map(|value| value * w.us_share[t]);
    let mut new_row = outside.map(|value| value * (1.0 - w.us_share[t]));

    // 2.5 Domestic supply.
    let quality_band = band(&w.quality_f, t, f.v(P::DomQuality));
    let wanted_other = band(&w.other, t, f.v(P::DomOther)) * s.invest;
    let (mut huawei, mut other) = (Lanes::splat(w.huawei_given[t]), wanted_other);
    let (mut slack, mut shadow) = (zero, [zero; 2]);
    if t >= DOMESTIC_FROM {
        let made = band(&w.memory, t, f.v(P::DomMemory)) * 1000.0 / 12.0 * s.invest;
        let bought = band(&w.inflow, t, f.v(P::DomStackInflow)) * 1000.0;
        let usable = (s.stacks + bought) / f.v(P::DomDrawMonths) + f.v(P::DomNewUse) * made;
        let need = c.stacks_other * wanted_other;
        let other_stacks = need.min(f.v(P::DomOtherCap) * usable);
        let floor = f.v(P::DomOtherFloor);
        other = wanted_other * (floor + (1.0 - floor) * (other_stacks / (need + 1e-12)));
        let (m_u, d_u) = (w.stacks_huawei[t], w.dies_huawei[t]);
        let wafers = band(&w.wafers, t, f.v(P::DomWafers)) * s.invest;
        let draw = s.dies.min(f.v(P::DomDieDraw) * 1000.0);
        let by_dies = (draw + wafers * f.v(P::DomAllocation) * c.gross_dies * s.good) / d_u;
        let by_memory = (usable - other_stacks) / m_u;
        let gross = by_dies.min(by_memory).min(Lanes::splat(w.packaging_cn[t]));
        let kept = f.v(P::DomPackageYield) / 0.87;
        huawei = gross * kept;
        slack = by_dies / (by_memory + 1e-12);
        shadow = [
            by_dies.below(by_memory, zero, quality_band * kept / m_u),
            by_dies.below(by_memory, quality_band * kept / d_u, zero),
        ];
        s.stacks += bought + made - other_stacks - gross * m_u;
        s.dies -= draw.min(gross * d_u);
        s.cum_wafers += wafers;
        let learned = (-f.v(P::DomLearningYield) * (s.cum_wafers / c.cum_wafers0).ln()).exp();
        s.good = 1.0 - (1.0 - f.v(P::DomYield0)) * learned;
    }
    s.cum_units += huawei + other;
    if t + 1 == OUTPUT_KNOWN {
        s.cum_units_2025 = s.cum_units;
        s.research_2025 = s.research;
    }

    // 2.6 Quality, software gap, price.
    const PER_LN2: f64 = std::f64::consts::LOG2_E;
    if !known {
        let ratio = (s.research / s.research_2025).max(Lanes::splat(1e-3));
        let drift = f.ln_cadence + f.v(P::DomResearchEffect) * (ratio.ln() * PER_LN2);
        s.shift = (s.shift + f.v(P::DomQualityAdjust) * drift / 12.0).clamp(-c.quality_clip, c.quality_clip);
    }
    let central = w.quality_f.mid[t].exp();
    let factor = quality_band / central * s.shift.exp();
    let quality = [factor * central, factor * w.quality_b[t], factor * w.quality_fp4[t]];
    let base = s.use_of[4][0].max(Lanes::splat(1e-9)) / c.sigma_base;
    let base = (base.ln() * PER_LN2).max(Lanes::splat(-1.0));
    let closing = f.v(P::DomGapClosing);
    let closed = (-(closing * base) - closing * (c.sigma_time * years_after(t, 77))).exp();
    let gap = [P::DomGapTraining, P::DomGapInference].map(|p| (f.v(p) * closed).clamp(0.02, 0.8));
    let cost =
        if known { one } else { (f.ln_cost * ((s.cum_units / s.cum_units_2025).ln() * PER_LN2)).exp() };
    let price_dom = band(&w.price_domestic, t, f.v(P::DomPrice)) * (1.0 - f.v(P::DomCostPass) * (1.0 - cost));

    // 2.4 Smuggling.
    let e = r.enforcement[t];
    let escape = (f.interdiction * -e).exp();
    let caught = 1.0 - escape;
    let lost = f.hit[t].below(f.v(P::SmuggleHit) * e, f.v(P::SmuggleConcentration), zero);
    let heal = 1.0 - 1.0 / f.v(P::SmuggleRecovery).max(one);
    s.loss = (s.loss * heal + lost).min(one);
    if t < DOMESTIC_FROM {
        s.smuggling = w.smuggled[t] * f.v(P::SmuggleScale) / SCALE_OF_PRESS;
    } else {
        let mut supply = zero;
        for month in t - 6..t {
            supply += s.row_supply[month];
        }
        let supply = supply / 6.0 / w.row_reference;
        let deterred = f.deterrence * (caught - (1.0 - (-f.interdiction).exp()));
        let pull = f.v(P::SmuggleElasticity) * (s.premium.ln() - f.ln_premium_ref) - deterred;
        let target = f.v(P::SmuggleScale) * pull.exp() * supply * (1.0 - s.loss);
        s.smuggling += (target - s.smuggling) / f.v(P::SmuggleTau);
    }
    let flow = s.smuggling.min(new_row[0] * c.smuggle_max_row);
    s.smuggling = flow;
    let arrivals = flow * (1.0 - caught);
    let seized = flow * caught;
    let part = flow / (new_row[0] + 1e-12);
    s.row_supply.push(new_row[0]);
    for value in &mut new_row {
        *value = *value * (1.0 - part);
    }

    // 2.2 The Chinese gate.
    if r.gate_reacts.iter().any(|segment| segment[t] > 0.0) {
        let ratio = s.quality_b / figures[1];
        let most = Lanes::splat(c.gate_most);
        let tighter = (f.v(P::GateTighten) * ((ratio - c.gate_reference) * c.gate_slope).exp()).min(most);
        let looser = (f.v(P::GateLoosen) + s.unmet * c.gate_unmet).min(most);
        let luck = f.gate[t];
        for state in &mut s.gate_state {
            let opened = (1.0 - looser).below(luck, *state - 1.0, *state);
            *state = luck.below(tighter, *state + 1.0, opened).clamp(0.0, 3.0);
        }
    }
    let half = Lanes::splat(0.5);
    let [free, discouraged, approval, closed] = c.gate_levels.map(Lanes::splat);
    let chain = s.gate_state.map(|state| {
        let late = state.below(half + 2.0, approval, closed);
        state.below(half, free, state.below(half + 1.0, discouraged, late))
    });
    let gates = [0, 1, 2, 3].map(|k| r.gate[k][t] + chain[k] * r.gate_reacts[k][t]);
    let mut gate_mean = zero;
    for k in 0..4 {
        gate_mean += f.segments[k] * gates[k];
    }
    s.quality_b = quality[1];

    // 2.7 Choice.
    let chip_f = w.smuggled_f_per_chip[t].max(0.1);
    let price_rented = c.offshore_price * price_f * c.rented_f;
    let price_smuggled = s.premium * (price_f * chip_f);
    let usable = f.v(P::SmuggleUsable);
    let units = [s.stored[0] + huawei, s.stored[1] + other];
    let of_huawei = (units[0] + 1e-9) / (units[0] + units[1] + 2e-9);
    let pooled = [
        (of_huawei * quality[0] + (1.0 - of_huawei) * c.other_f) * (1.0 - gap[0]),
        (of_huawei * quality[1] + (1.0 - of_huawei) * c.other_b) * (1.0 - gap[1]),
    ];
    let ln_usable = usable.ln();
    let (chip_ln_f, chip_ln_b) = (chip_f.ln(), (chip_f * w.smuggled_b_per_f[t]).ln());
    let ln_values = [
        [figures[0].ln(), figures[1].ln()],
        [ln_usable + chip_ln_f, ln_usable + chip_ln_b],
        [pooled[0].ln(), pooled[1].ln()],
        [Lanes::splat(c.rented_f.ln()), Lanes::splat(c.rented_b.ln())],
    ];
    let ln_prices = [price_legal.ln(), price_smuggled.ln(), price_dom.ln(), Lanes::splat(price_rented.ln())];
    let budget = band(&w.demand, t, f.v(P::CnDemand)) * 1000.0 / 12.0;
    let mut wanted_by = [[zero; 4]; 4];
    let mut wanted = [zero; 4];
    for k in 0..4 {
        let ruler = w.ruler[k];
        let mut weight = [zero; 4];
        for j in 0..4 {
            let value = ln_values[j][0] * ruler + ln_values[j][1] * (1.0 - ruler);
            let share = s.shares[k][j];
            let mut utility =
                f.v(P::ChoiceAlpha) * value - ln_prices[j] + w.risk[k][j] + f.v(P::ChoiceLoyalty) * share;
            if j == 2 {
                utility -= f.ln_switching * (1.0 - share);
            }
            weight[j] = utility.exp();
        }
        let without = weight[1] + weight[2] + weight[3] + f.wait;
        let with = without + weight[0];
        let gate = available * gates[k];
        let (of_with, of_without) = (gate / with, (1.0 - gate) / without);
        let mut chosen = [gate * (weight[0] / with), zero, zero, zero];
        for j in 1..4 {
            chosen[j] = weight[j] * (of_with + of_without);
        }
        let floor = chosen[2].max(Lanes::splat(r.mandate[k][t]));
        let shrink = (1.0 - floor) / (1.0 - chosen[2]);
        let money = budget * f.segments[k];
        for j in 0..4 {
            let share = if j == 2 { floor } else { chosen[j] * shrink };
            wanted_by[k][j] = share * money;
            wanted[j] += wanted_by[k][j];
        }
    }

    // Rationing.
    let pulled = f.v(P::RedesignPull) * r.pull[t] * wanted[0];
    let repaid = (s.backlog / 12.0).min(wanted[0]) * flag(r.pull[t] <= 0.0);
    s.backlog += pulled - repaid;
    wanted[0] += pulled - repaid;
    let cap_step = f.cap.below(zero, Lanes::splat(r.cap_band[0]), Lanes::splat(r.cap_band[1]));
    let cap = (f.cap * cap_step).exp() * r.cap[t];
    let offer = band(&w.offer, t, f.v(P::LegalOffer)) * (1000.0 / 12.0 * r.offer_scale[t]);
    let z = f.v(P::OffStock);
    let before = if t == 0 { zero } else { band(&w.offshore, t - 1, z) };
    let grown = (band(&w.offshore, t, z) - before).max(zero) * (r.offshore_open[t] * c.rented_f);
    let all_units = units[0] + units[1];
    let supply = [
        (offer * practice).min(cap * price_legal) * available,
        arrivals * (s.premium * price_f),
        all_units * price_dom,
        grown * (c.offshore_price * price_f),
    ];
    let mut sold = [0, 1, 2, 3].map(|j| wanted[j].min(supply[j]));
    let given = t < LEGAL_FROM;
    if given {
        sold[0] = Lanes::splat(w.legal_usd[t]);
    }
    let cover = wanted[2] / (supply[2] + 1e-12);
    let mut filled = [one; 4];
    let mut unfilled = zero;
    for j in 0..4 {
        filled[j] = zero.below(wanted[j], sold[j].min(wanted[j]) / wanted[j], one);
        unfilled += (wanted[j] - sold[j]).max(zero);
    }
    let mut looking = unfilled * f.v(P::ChoiceOverflow);
    let parts = [available * gate_mean * flag(!given), f.v(P::ChoiceOverflowSmuggled), one, one];
    for _ in 0..2 {
        for j in [2, 1, 3, 0] {
            let taken = (supply[j] - sold[j]).max(zero).min(looking * parts[j]);
            sold[j] += taken;
            looking -= taken;
        }
    }
    let spent = sold[0] + sold[1] + sold[2] + sold[3];
    s.unmet = ((budget - spent) / budget).clamp(0.0, 1.0);
    let memory = f.v(P::ChoiceMemory);
    for k in 0..4 {
        let bought = [0, 1, 2, 3].map(|j| wanted_by[k][j] * filled[j]);
        let all = bought[0] + bought[1] + bought[2] + bought[3] + 1e-12;
        for j in 0..4 {
            let share = s.shares[k][j];
            s.shares[k][j] = share + memory * (bought[j] / all - share);
        }
    }

    // Accounts.
    let (legal_units, legal) = if given {
        (Lanes::splat(w.legal_units[t]), [0, 1, 2].map(|i| Lanes::splat(w.legal[i][t])))
    } else {
        let units = sold[0] / price_legal;
        (units, figures.map(|figure| figure * units))
    };
    s.exported = legal;
    s.exported_delta = delta * legal[0];
    let sold_part = (sold[2] / (price_dom * all_units + 1e-12)).min(one);
    let sold_units = units.map(|units| units * sold_part);
    s.stored = units.map(|units| units * (1.0 - sold_part));
    let domestic_f = sold_units[0] * quality[0] + sold_units[1] * c.other_f;
    let domestic_fp4 = sold_units[0] * quality[2] + sold_units[1] * c.other_fp4;
    s.rented += sold[3] / (c.offshore_price * price_f);
    if !known {
        let signal = cover.clamp(0.5, 1.5) - c.invest_cover;
        s.invest = (s.invest * (1.0 + f.v(P::DomResponse) * signal)).clamp(0.3, 4.0);
    }

    // Premium.
    let few = sold[0].below(c.premium_cut * (sold[0] + sold[1]), Lanes::splat(c.premium_step), zero);
    let target = 1.0 + f.v(P::PremiumSlope) * s.unmet + few;
    s.premium = (s.premium + (target - s.premium) / f.v(P::PremiumTau)).min(Lanes::splat(c.premium_cap));
    if t < CONTROLS_FROM {
        s.premium = Lanes::splat(w.premium0);
    } else if t == CONTROLS_FROM {
        s.premium = Lanes::splat(c.premium_before);
    }

    // 2.8 Stocks.
    let amd = w.amd[t];
    s.history.push([
        [new_us[0], new_us[1]],
        [new_row[0], new_row[1]],
        [legal[0] + amd, legal[1] + amd * w.other_b_per_f],
        [arrivals, arrivals * w.smuggled_b_per_f[t]],
        [sold_units[0] * quality[0], sold_units[0] * quality[1]],
        [sold_units[1] * c.other_f, sold_units[1] * c.other_b],
    ]);
    for source in 0..6 {
        let which = usize::from(source >= 2);
        for ruler in 0..2 {
            let (mut inflow, mut retired) = (zero, zero);
            for i in 0..WIDTH {
                if t >= f.lag[i] {
                    inflow.0[i] = s.history[t - f.lag[i]][source][ruler].0[i];
                }
                let age = f.lag[i] + f.life[which][i];
                if t >= age {
                    retired.0[i] = s.history[t - age][source][ruler].0[i];
                }
            }
            s.use_of[source][ruler] =
                s.use_of[source][ruler] * f.keeps + inflow - retired * f.survives[which];
        }
    }
    // What is left of the first stock, per unit of it, for both lives.
    #[allow(clippy::cast_precision_loss)]
    let now = t as f64;
    let kept_so_far = (f.keeps.ln() * now).exp();
    for which in 0..2 {
        let life = numbers(&f.life[which]);
        let leaving = Lanes::splat(now).below(life, kept_so_far / life, zero);
        s.first_left[which] = (s.first_left[which] * f.keeps - leaving).max(zero);
    }
    for (region, which) in [0, 0, 1].into_iter().enumerate() {
        for ruler in 0..2 {
            s.first[region][ruler] = s.first_left[which] * w.stock0[region][ruler];
        }
    }
    if t >= 48 {
        let since = flag(t >= DOMESTIC_FROM);
        let flows = [
            new_us[0],
            new_row[0],
            legal[0],
            Lanes::splat(amd),
            arrivals,
            sold_units[0] * quality[0] * since,
            sold_units[1] * (c.other_f * since),
        ];
        for (sum, flow) in s.sold.iter_mut().zip(flows) {
            *sum += flow;
        }
    }

    // 2.9 Capability.
    let training = 1.0 - band(&w.w_inf, t, f.v(P::CnWInf));
    let (good_us, good_cn) = (f.v(P::UseMfuUs), f.v(P::UseMfuCn));
    let stock_us = [0, 1].map(|i| s.first[0][i] + s.use_of[0][i]);
    let stock_cn =
        [0, 1].map(|i| s.first[2][i] + s.use_of[2][i] + s.use_of[3][i] + s.use_of[4][i] + s.use_of[5][i]);
    let us = stock_us[0] * good_us * training;
    let imported = s.first[2][0] + s.use_of[2][0] + usable * s.use_of[3][0];
    let domestic = s.use_of[4][0] + s.use_of[5][0];
    let cn = (imported * good_us + domestic * good_cn + s.rented * c.offshore_training * good_us) * training;
    let early = if t < OPEN_FROM { f.v(P::SpillEarly) } else { one };
    let half_life = f.v(P::SpillHalfLife) * early;
    let (ln_ru, ln_rc) = (us.ln(), cn.ln());
    if t <= LEVELS_FROM {
        #[allow(clippy::cast_precision_loss)]
        let years = (t as f64 - LEVELS_FROM as f64) / 12.0;
        s.ln_us = f.ln_algo * years;
        s.ln_cn = s.ln_us + f.ln_ratio0;
    } else {
        let research = (f.v(P::AlgoResearch) * (ln_rc - ln_ru)).exp();
        let catch_up = std::f64::consts::LN_2 / half_life * (s.ln_us - s.ln_cn).max(zero);
        s.ln_cn += f.ln_algo * research / 12.0 + catch_up;
        s.ln_us += f.ln_algo / 12.0;
    }
    let run_us = f.v(P::RunShareUs) * us * FLOP_PER_YEAR;
    let run_cn = f.v(P::RunShareCn) * cn * FLOP_PER_YEAR;
    let decade = 1.0 / std::f64::consts::LN_10;
    let mut e_us = (run_us.ln() + s.ln_us) * decade;
    let e_cn = (run_cn.ln() + s.ln_cn) * decade;
    if let Some(last) = s.effective_us.last() {
        e_us = e_us.max(*last);
    }
    s.effective_us.push(e_us);
    let seen = value_before(&s.effective_us, now - half_life);
    let cap_cn = e_cn + f.v(P::SpillShare) * (seen - e_cn).max(zero);
    let lag = if t >= LAG_FROM { now - time_passed(&s.effective_us, cap_cn, &mut s.passed) } else { zero };

    // 2.10 Money.
    let access = available * gate_mean;
    let kept = (s.access - access) / s.access.max(Lanes::splat(0.01));
    let lost = Lanes::splat(0.01).below(s.access, kept.max(zero), zero);
    let charge = f.v(P::MoneyRealised) * (f.v(P::MoneyInventory) * s.sales_mean) * lost * s.special;
    s.sales_mean += (sold[0] - s.sales_mean) / 3.0;
    s.access = access;
    s.special = special;
    s.research =
        f.v(P::DomResearchShare) * sold[2] * (12.0 / 1000.0) + f.v(P::DomSupportPass) * f.v(P::DomSupport);

    // Report.
    let legal_f = legal[0] + amd;
    let legal_fp4 = legal[2] + amd * w.other_fp4_per_f;
    let smuggled_fp4 = arrivals * new_row[2] / (new_row[0] + 1e-12);
    let cards = sold_units[0] + sold_units[1];
    let mut set = |quantity: Q, value: Lanes| out[quantity.place()] = value;
    set(Q::OutputF, new_us[0] + new_row[0] + arrivals + seized + legal_f);
    set(Q::DisplacedF, displaced);
    set(Q::Delta, delta);
    set(Q::Stage, stage);
    set(Q::LegalUnits, legal_units);
    set(Q::LegalUsd, sold[0]);
    set(Q::LegalF, legal_f);
    set(Q::SmuggledF, arrivals);
    set(Q::SeizedF, seized);
    set(Q::Premium, s.premium);
    set(Q::HuaweiUnits, huawei);
    set(Q::OtherUnits, other);
    set(Q::DomesticUnits, huawei + other);
    set(Q::DomesticSold, cards);
    set(Q::DomesticF, domestic_f);
    set(Q::DomesticUsd, sold[2]);
    set(Q::DomesticUnit, quality[0]);
    set(Q::DieSlack, slack);
    set(Q::ShadowMemory, shadow[0]);
    set(Q::ShadowDies, shadow[1]);
    set(Q::GapTraining, gap[0]);
    set(Q::Unmet, s.unmet);
    set(Q::Spent, spent);
    set(Q::Demand, budget);
    set(Q::Gate, gate_mean);
    set(Q::Cover, cover);
    set(Q::StockCnF, stock_cn[0]);
    set(Q::StockUsF, stock_us[0]);
    set(Q::StockRowF, s.first[1][0] + s.use_of[1][0]);
    set(Q::StockCnB, stock_cn[1]);
    set(Q::StockUsB, stock_us[1]);
    set(Q::StockDomesticF, domestic);
    let sums = [
        Q::SoldUsF,
        Q::SoldRowF,
        Q::SoldLegalF,
        Q::SoldAmdF,
        Q::SoldSmuggledF,
        Q::SoldHuaweiF,
        Q::SoldOtherF,
    ];
    for (quantity, sum) in sums.into_iter().zip(s.sold) {
        set(quantity, sum);
    }
    set(Q::OffshoreF, s.rented);
    set(Q::TrainingCn, cn);
    set(Q::TrainingUs, us);
    set(Q::RunCn, run_cn);
    set(Q::RunUs, run_us);
    set(Q::Lag, lag);
    set(Q::Points, (e_us - cap_cn) * c.points);
    set(Q::Take, sold[0] * r.take[t]);
    set(Q::Charge, charge);
    set(Q::CardsDomestic, cards);
    set(Q::CardsAll, cards + legal_units + w.small[t] + amd / 0.7);
    set(Q::NewUsF, new_us[0]);
    set(Q::NewUsFp4, new_us[2]);
    set(Q::NewCnF, legal_f + arrivals + domestic_f);
    set(Q::NewCnFp4, legal_fp4 + smuggled_fp4 + domestic_fp4);
    set(Q::NewDomesticFp4, domestic_fp4);
    set(Q::ResearchUsd, s.research);
    set(Q::Invest, s.invest);
}

/// A value between months of each draw; before the first, the first.
#[inline(always)]
fn value_before(list: &[Lanes], time: Lanes) -> Lanes {
    let mut out = Lanes::splat(0.0);
    for i in 0..WIDTH {
        let time = time.0[i].max(0.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let below = time.floor() as usize;
        let a = list[below].0[i];
        let b = list.get(below + 1).map_or(a, |next| next.0[i]);
        #[allow(clippy::cast_precision_loss)]
        let part = time - below as f64;
        out.0[i] = a + (b - a) * part;
    }
    out
}

/// When each rising path first reached a level; the place of the month before is where the search starts.
#[inline(always)]
fn time_passed(list: &[Lanes], level: Lanes, passed: &mut [usize; WIDTH]) -> Lanes {
    let mut out = Lanes::splat(0.0);
    let end = list.len() - 1;
    for i in 0..WIDTH {
        let mut month = passed[i].min(end);
        while month > 0 && list[month - 1].0[i] >= level.0[i] {
            month -= 1;
        }
        while month < end && list[month].0[i] < level.0[i] {
            month += 1;
        }
        passed[i] = month;
        let after = list[month].0[i];
        #[allow(clippy::cast_precision_loss)]
        let time = if after < level.0[i] || month == 0 {
            month as f64
        } else {
            let before = list[month - 1].0[i];
            (month - 1) as f64 + (level.0[i] - before) / (after - before)
        };
        out.0[i] = time;
    }
    out
}
