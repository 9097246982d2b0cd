//! Buyers: the Chinese gate, choice, rationing, accounts, the premium.

use super::row::{exps8, lns7};
use super::state::Class;
use super::*;

/// What an option offers: logarithms of its value on two rulers and of its price.
struct Offer<S: Simd> {
    ln_values: [[V<S>; 2]; 4],
    ln_prices: [V<S>; 4],
}

impl<S: Simd> State<S> {
    /// 2.2 The Chinese gate.
    #[inline(always)]
    pub(super) fn chinese_gate(&mut self, m: At<'_, S>, class: &Class<S>, now: &mut Now<S>) {
        let At { f, r, t, .. } = m;
        if r.gate_reacts.iter().any(|segment| segment[t] > 0.0) {
            self.move_gate(m, class);
        }
        for k in 0..4 {
            let chain = level(m, self.gate_state[k]);
            now.gates[k] = r.gate[k][t] + chain * r.gate_reacts[k][t];
            now.gate_mean += f.segments[k] * now.gates[k];
        }
        self.quality_b = now.quality[1];
    }

    #[inline(always)]
    fn move_gate(&mut self, m: At<'_, S>, class: &Class<S>) {
        let c = &m.w.constants;
        let ratio = self.quality_b / class.figures[1];
        let most = m.all(c.gate_most);
        let tighter = (m.v(P::GateTighten) * ((ratio - c.gate_reference) * c.gate_slope).exp()).min(most);
        let looser = (m.v(P::GateLoosen) + self.unmet * c.gate_unmet).min(most);
        let luck = m.f.gate[m.t];
        for state in &mut self.gate_state {
            let opened = (1.0 - looser).below(luck, *state - 1.0, *state);
            *state = luck.below(tighter, *state + 1.0, opened).clamp(0.0, 3.0);
        }
    }

    /// 2.7 Choice and rationing.
    #[inline(always)]
    pub(super) fn buy(&mut self, m: At<'_, S>, class: &Class<S>, now: &mut Now<S>) {
        let At { w, t, .. } = m;
        let units = [self.stored[0] + now.huawei, self.stored[1] + now.other];
        let offer = self.offer(m, class, &units, now);
        now.budget = self.budget(m);
        let mut wanted_by = [[m.all(0.0); 4]; 4];
        let mut wanted = [m.all(0.0); 4];
        let ([a, b], [c, d]) = (self.weights(m, 0, &offer), self.weights(m, 2, &offer));
        for (k, weight) in [a, b, c, d].iter().enumerate() {
            let chosen = self.choose(m, k, class.available * now.gates[k], weight);
            let money = now.budget * m.f.segments[k];
            for j in 0..4 {
                wanted_by[k][j] = chosen[j] * money;
                wanted[j] += wanted_by[k][j];
            }
        }
        self.pull_forward(m, &mut wanted);
        let supply = self.supply(m, class, &units, now);
        for j in 0..4 {
            now.sold[j] = wanted[j].min(supply[j]);
        }
        if t < w.sales_from {
            now.sold[0] = m.all(w.legal_usd[t]);
        }
        let mut filled = [m.all(1.0); 4];
        for j in 0..4 {
            filled[j] = m.all(0.0).below(wanted[j], now.sold[j].min(wanted[j]) / wanted[j], m.all(1.0));
        }
        look_elsewhere(m, class, &wanted, &supply, now);
        now.cover = wanted[2].max(now.sold[2]) / (supply[2] + 1e-12);
        now.spent = now.sold[0] + now.sold[1] + now.sold[2] + now.sold[3];
        self.unmet = ((now.budget - now.spent) / now.budget).clamp(0.0, 1.0);
        self.learn_habits(m, &wanted_by, &filled);
        self.account(m, class, &units, now);
    }

    /// The budget, which answers to the premium from 2026 on.
    #[inline(always)]
    fn budget(&self, m: At<'_, S>) -> V<S> {
        let given = m.g.demand * (1000.0 / 12.0);
        if m.known() {
            return given;
        }
        given * ((1.0 + m.v(P::CnElasticity)) * (self.premium / self.premium_2025).ln()).exp()
    }

    /// Value and price of a unit by option.
    #[inline(always)]
    fn offer(&self, m: At<'_, S>, class: &Class<S>, units: &[V<S>; 2], now: &Now<S>) -> Offer<S> {
        let At { f, w, t, .. } = m;
        let chip_f = w.smuggled_f_per_chip[t].max(0.1);
        let price_f = w.price_per_f[t];
        let price_smuggled = self.premium * (price_f * chip_f);
        let of_huawei = (units[0] + 1e-9) / (units[0] + units[1] + 2e-9);
        let pooled = [
            (of_huawei * now.quality[0] + (1.0 - of_huawei) * w.other_figures[0][t]) * (1.0 - now.gap[0]),
            (of_huawei * now.quality[1] + (1.0 - of_huawei) * w.other_figures[1][t]) * (1.0 - now.gap[1]),
        ];
        let [legal_f, legal_b, domestic_f, domestic_b, legal, smuggled, domestic] = lns7([
            class.figures[0],
            class.figures[1],
            pooled[0],
            pooled[1],
            class.price,
            price_smuggled,
            now.price_domestic,
        ]);
        let (chip, rented) = (m.month.ln_chip, m.month.ln_rented);
        Offer {
            ln_values: [
                [legal_f, legal_b],
                [f.ln_usable + chip[0], f.ln_usable + chip[1]],
                [domestic_f, domestic_b],
                [m.all(rented[0]), m.all(rented[1])],
            ],
            ln_prices: [legal, smuggled, domestic, m.all(m.month.ln_price_rented)],
        }
    }

    /// Shares of a segment's budget by option; what is missing to one waits.
    #[inline(always)]
    fn choose(&self, m: At<'_, S>, k: usize, gate: V<S>, weight: &[V<S>; 4]) -> [V<S>; 4] {
        let without = weight[1] + weight[2] + weight[3] + m.f.wait;
        let with = without + weight[0];
        let (of_with, of_without) = (gate / with, (1.0 - gate) / without);
        let either = of_with + of_without;
        let legal = weight[0] * of_with;
        let domestic = weight[2] * either;
        let floor = domestic.at_least(m.r.mandate[k][m.t]);
        let shrink = (1.0 - floor) / (1.0 - domestic);
        [legal * shrink, weight[1] * either * shrink, floor, weight[3] * either * shrink]
    }

    /// exp of the utility of each option, for two segments from `k` on.
    #[inline(always)]
    fn weights(&self, m: At<'_, S>, k: usize, offer: &Offer<S>) -> [[V<S>; 4]; 2] {
        let [a, b] = [self.utilities(m, k, offer), self.utilities(m, k + 1, offer)];
        let [a0, a1, a2, a3, b0, b1, b2, b3] = exps8([a[0], a[1], a[2], a[3], b[0], b[1], b[2], b[3]]);
        [[a0, a1, a2, a3], [b0, b1, b2, b3]]
    }

    #[inline(always)]
    fn utilities(&self, m: At<'_, S>, k: usize, offer: &Offer<S>) -> [V<S>; 4] {
        let ruler = m.w.ruler[k];
        let mut utility = offer.ln_prices;
        for j in 0..4 {
            let value = offer.ln_values[j][0] * ruler + offer.ln_values[j][1] * (1.0 - ruler);
            let share = self.shares[k][j];
            utility[j] = m.v(P::ChoiceAlpha) * value - offer.ln_prices[j]
                + m.w.risk[k][j]
                + m.v(P::ChoiceLoyalty) * share;
        }
        utility[2] -= m.f.ln_switching * (1.0 - self.shares[k][2]);
        utility
    }

    /// Orders pulled forward before a stop, and paid back after it.
    #[inline(always)]
    fn pull_forward(&mut self, m: At<'_, S>, wanted: &mut [V<S>; 4]) {
        let At { r, t, .. } = m;
        let pulled = m.v(P::RedesignPull) * r.pull[t] * wanted[0];
        let repaid = (self.backlog * (1.0 / 12.0)).min(wanted[0]) * flag(r.pull[t] <= 0.0);
        self.backlog += pulled - repaid;
        wanted[0] += pulled - repaid;
    }

    /// Supply by option, USD million.
    #[inline(always)]
    fn supply(&mut self, m: At<'_, S>, class: &Class<S>, units: &[V<S>; 2], now: &Now<S>) -> [V<S>; 4] {
        let At { w, r, t, .. } = m;
        let c = &w.constants;
        let price_f = w.price_per_f[t];
        let cap = m.g.cap * r.cap[t];
        let offer = m.g.offer * (1000.0 / 12.0 * r.offer_scale[t]);
        let offshore = m.g.offshore;
        let grown = (offshore - self.offshore).at_least(0.0) * (r.offshore_open[t] * c.rented_f);
        self.offshore = offshore;
        [
            (offer * class.practice).min(cap * class.price) * class.available,
            now.arrivals * (self.premium * price_f),
            (units[0] + units[1]) * now.price_domestic,
            grown * (c.offshore_price * price_f),
        ]
    }

    /// Habits follow purchases.
    #[inline(always)]
    fn learn_habits(&mut self, m: At<'_, S>, wanted_by: &[[V<S>; 4]; 4], filled: &[V<S>; 4]) {
        let memory = m.v(P::ChoiceMemory);
        for k in 0..4 {
            let mut bought = [m.all(0.0); 4];
            for j in 0..4 {
                bought[j] = wanted_by[k][j] * filled[j];
            }
            let per_all = 1.0 / (bought[0] + bought[1] + bought[2] + bought[3] + 1e-12);
            for j in 0..4 {
                let share = self.shares[k][j];
                self.shares[k][j] = share + memory * (bought[j] * per_all - share);
            }
        }
    }

    /// Money becomes units and figures; makers' stock and plans follow.
    #[inline(always)]
    fn account(&mut self, m: At<'_, S>, class: &Class<S>, units: &[V<S>; 2], now: &mut Now<S>) {
        let At { w, t, .. } = m;
        let c = &w.constants;
        now.legal_units = if t < w.sales_from { m.all(w.legal_units[t]) } else { now.sold[0] / class.price };
        for i in 0..3 {
            now.legal[i] =
                if t < w.sales_from { m.all(w.legal[i][t]) } else { class.figures[i] * now.legal_units };
        }
        self.exported = now.legal;
        self.exported_delta = now.delta * now.legal[0];
        let all_units = units[0] + units[1];
        let part = (now.sold[2] / (now.price_domestic * all_units + 1e-12)).at_most(1.0);
        for i in 0..2 {
            now.sold_units[i] = units[i] * part;
            self.stored[i] = units[i] * (1.0 - part);
        }
        now.domestic_f = now.sold_units[0] * now.quality[0] + now.sold_units[1] * w.other_figures[0][t];
        now.domestic_fp4 = now.sold_units[0] * now.quality[2] + now.sold_units[1] * w.other_figures[2][t];
        self.rented += now.sold[3] * (1.0 / (c.offshore_price * w.price_per_f[t]));
        self.covers.push(now.cover);
        if !m.known() {
            let mut ordered = m.all(0.0);
            for i in 0..S::F64_LANES {
                ordered.lanes_mut()[i] = self.covers[t.saturating_sub(m.f.invest_lag[i])].lanes()[i];
            }
            let signal = ordered.clamp(c.cover_least, c.cover_most) - c.invest_cover;
            self.invest =
                (self.invest * (1.0 + m.v(P::DomResponse) * signal)).clamp(c.invest_least, c.invest_most);
        }
    }

    /// 2.4 The premium.
    #[inline(always)]
    pub(super) fn premium_of(&mut self, m: At<'_, S>, now: &Now<S>) {
        let c = &m.w.constants;
        let least = c.premium_cut * (now.sold[0] + now.sold[1]);
        let few = now.sold[0].below(least, m.all(c.premium_step), m.all(0.0));
        let target = 1.0 + m.v(P::PremiumSlope) * self.unmet + few;
        let moved = self.premium + (target - self.premium) * m.f.premium_pace;
        self.premium = moved.at_most(c.premium_cap);
        if m.t < m.w.dates.controls {
            self.premium = m.all(m.w.premium0);
        } else if m.t == m.w.dates.controls {
            self.premium = m.all(c.premium_before);
        }
        if m.t + 1 == m.w.dates.output_made {
            self.premium_2025 = self.premium;
        }
    }
}

/// Level of the Chinese gate in a state.
#[inline(always)]
fn level<S: Simd>(m: At<'_, S>, state: V<S>) -> V<S> {
    let below = |limit: f64, yes: f64, no: V<S>| state.below(m.all(limit), m.all(yes), no);
    let [open, discouraged, case_by_case, shut] = m.w.constants.gate_levels;
    let strict = below(2.5, case_by_case, m.all(shut));
    below(0.5, open, below(1.5, discouraged, strict))
}

/// Orders beyond supply look elsewhere, twice.
#[inline(always)]
fn look_elsewhere<S: Simd>(
    m: At<'_, S>,
    class: &Class<S>,
    wanted: &[V<S>; 4],
    supply: &[V<S>; 4],
    now: &mut Now<S>,
) {
    let mut unfilled = m.all(0.0);
    for j in 0..4 {
        unfilled += (wanted[j] - now.sold[j]).at_least(0.0);
    }
    let mut looking = unfilled * m.v(P::ChoiceOverflow);
    let made = flag(m.t >= m.w.sales_from);
    let parts =
        [class.available * now.gate_mean * made, m.v(P::ChoiceOverflowSmuggled), m.all(1.0), m.all(1.0)];
    for _ in 0..2 {
        for j in [2, 1, 3, 0] {
            let taken = (supply[j] - now.sold[j]).at_least(0.0).min(looking * parts[j]);
            now.sold[j] += taken;
            looking -= taken;
        }
    }
}
