//! Buyers: the Chinese gate, choice, rationing, accounts, the premium.

use super::state::Class;
use super::*;
use crate::oracle::CONTROLS_FROM;
use crate::time::LEGAL_FROM;

/// What an option offers: logarithms of its value on two rulers and of its price.
struct Offer {
    ln_values: [[Lanes; 2]; 4],
    ln_prices: [Lanes; 4],
}

impl State {
    /// 2.2 The Chinese gate.
    #[inline(always)]
    pub(super) fn chinese_gate(&mut self, m: At<'_>, class: &Class, now: &mut Now) {
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
    fn move_gate(&mut self, m: At<'_>, class: &Class) {
        let c = &m.w.constants;
        let ratio = self.quality_b / class.figures[1];
        let most = Lanes::splat(c.gate_most);
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
    pub(super) fn buy(&mut self, m: At<'_>, class: &Class, now: &mut Now) {
        let At { w, t, .. } = m;
        let units = [self.stored[0] + now.huawei, self.stored[1] + now.other];
        let offer = self.offer(m, class, &units, now);
        now.budget = self.budget(m);
        let mut wanted_by = [[ZERO; 4]; 4];
        let mut wanted = [ZERO; 4];
        for k in 0..4 {
            let chosen = self.choose(m, k, class.available * now.gates[k], &offer);
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
        if t < LEGAL_FROM {
            now.sold[0] = Lanes::splat(w.legal_usd[t]);
        }
        let mut filled = [ONE; 4];
        for j in 0..4 {
            filled[j] = ZERO.below(wanted[j], now.sold[j].min(wanted[j]) / wanted[j], ONE);
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
    fn budget(&self, m: At<'_>) -> Lanes {
        let given = m.band(&m.w.demand, P::CnDemand) * 1000.0 / 12.0;
        if m.known() {
            return given;
        }
        given * ((1.0 + m.v(P::CnElasticity)) * (self.premium / self.premium_2025).ln()).exp()
    }

    /// Value and price of a unit by option.
    #[inline(always)]
    fn offer(&self, m: At<'_>, class: &Class, units: &[Lanes; 2], now: &Now) -> Offer {
        let At { f, w, t, .. } = m;
        let c = &w.constants;
        let chip_f = w.smuggled_f_per_chip[t].max(0.1);
        let price_f = w.price_per_f[t];
        let price_rented = c.offshore_price * price_f * c.rented_f;
        let price_smuggled = self.premium * (price_f * chip_f);
        let of_huawei = (units[0] + 1e-9) / (units[0] + units[1] + 2e-9);
        let pooled = [
            (of_huawei * now.quality[0] + (1.0 - of_huawei) * w.other_figures[0][t]) * (1.0 - now.gap[0]),
            (of_huawei * now.quality[1] + (1.0 - of_huawei) * w.other_figures[1][t]) * (1.0 - now.gap[1]),
        ];
        let (chip_ln_f, chip_ln_b) = (chip_f.ln(), (chip_f * w.smuggled_b_per_f[t]).ln());
        Offer {
            ln_values: [
                [class.figures[0].ln(), class.figures[1].ln()],
                [f.ln_usable + chip_ln_f, f.ln_usable + chip_ln_b],
                [pooled[0].ln(), pooled[1].ln()],
                [Lanes::splat(c.rented_f.ln()), Lanes::splat(c.rented_b.ln())],
            ],
            ln_prices: [
                class.price.ln(),
                price_smuggled.ln(),
                now.price_domestic.ln(),
                Lanes::splat(price_rented.ln()),
            ],
        }
    }

    /// Shares of a segment's budget by option; what is missing to one waits.
    #[inline(always)]
    fn choose(&self, m: At<'_>, k: usize, gate: Lanes, offer: &Offer) -> [Lanes; 4] {
        let weight = self.weights(m, k, offer);
        let without = weight[1] + weight[2] + weight[3] + m.f.wait;
        let with = without + weight[0];
        let (of_with, of_without) = (gate / with, (1.0 - gate) / without);
        let mut chosen = [gate * (weight[0] / with), ZERO, ZERO, ZERO];
        for j in 1..4 {
            chosen[j] = weight[j] * (of_with + of_without);
        }
        let floor = chosen[2].max(Lanes::splat(m.r.mandate[k][m.t]));
        let shrink = (1.0 - floor) / (1.0 - chosen[2]);
        [chosen[0] * shrink, chosen[1] * shrink, floor, chosen[3] * shrink]
    }

    /// exp of the utility of each option.
    #[inline(always)]
    fn weights(&self, m: At<'_>, k: usize, offer: &Offer) -> [Lanes; 4] {
        let ruler = m.w.ruler[k];
        let mut weight = [ZERO; 4];
        for j in 0..4 {
            let value = offer.ln_values[j][0] * ruler + offer.ln_values[j][1] * (1.0 - ruler);
            let share = self.shares[k][j];
            let mut utility = m.v(P::ChoiceAlpha) * value - offer.ln_prices[j]
                + m.w.risk[k][j]
                + m.v(P::ChoiceLoyalty) * share;
            if j == 2 {
                utility -= m.f.ln_switching * (1.0 - share);
            }
            weight[j] = utility.exp();
        }
        weight
    }

    /// Orders pulled forward before a stop, and paid back after it.
    #[inline(always)]
    fn pull_forward(&mut self, m: At<'_>, wanted: &mut [Lanes; 4]) {
        let At { r, t, .. } = m;
        let pulled = m.v(P::RedesignPull) * r.pull[t] * wanted[0];
        let repaid = (self.backlog / 12.0).min(wanted[0]) * flag(r.pull[t] <= 0.0);
        self.backlog += pulled - repaid;
        wanted[0] += pulled - repaid;
    }

    /// Supply by option, USD million.
    #[inline(always)]
    fn supply(&mut self, m: At<'_>, class: &Class, units: &[Lanes; 2], now: &Now) -> [Lanes; 4] {
        let At { f, w, r, t } = m;
        let c = &w.constants;
        let price_f = w.price_per_f[t];
        let cap_step = f.cap.below(ZERO, Lanes::splat(r.cap_band[0]), Lanes::splat(r.cap_band[1]));
        let cap = (f.cap * cap_step).exp() * r.cap[t];
        let offer = m.band(&w.offer, P::LegalOffer) * (1000.0 / 12.0 * r.offer_scale[t]);
        let offshore = m.band(&w.offshore, P::OffStock);
        let grown = (offshore - self.offshore).max(ZERO) * (r.offshore_open[t] * c.rented_f);
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
    fn learn_habits(&mut self, m: At<'_>, wanted_by: &[[Lanes; 4]; 4], filled: &[Lanes; 4]) {
        let memory = m.v(P::ChoiceMemory);
        for k in 0..4 {
            let mut bought = [ZERO; 4];
            for j in 0..4 {
                bought[j] = wanted_by[k][j] * filled[j];
            }
            let all = bought[0] + bought[1] + bought[2] + bought[3] + 1e-12;
            for j in 0..4 {
                let share = self.shares[k][j];
                self.shares[k][j] = share + memory * (bought[j] / all - share);
            }
        }
    }

    /// Money becomes units and figures; makers' stock and plans follow.
    #[inline(always)]
    fn account(&mut self, m: At<'_>, class: &Class, units: &[Lanes; 2], now: &mut Now) {
        let At { w, t, .. } = m;
        let c = &w.constants;
        now.legal_units =
            if t < LEGAL_FROM { Lanes::splat(w.legal_units[t]) } else { now.sold[0] / class.price };
        for i in 0..3 {
            now.legal[i] =
                if t < LEGAL_FROM { Lanes::splat(w.legal[i][t]) } else { class.figures[i] * now.legal_units };
        }
        self.exported = now.legal;
        self.exported_delta = now.delta * now.legal[0];
        let all_units = units[0] + units[1];
        let part = (now.sold[2] / (now.price_domestic * all_units + 1e-12)).min(ONE);
        for i in 0..2 {
            now.sold_units[i] = units[i] * part;
            self.stored[i] = units[i] * (1.0 - part);
        }
        now.domestic_f = now.sold_units[0] * now.quality[0] + now.sold_units[1] * w.other_figures[0][t];
        now.domestic_fp4 = now.sold_units[0] * now.quality[2] + now.sold_units[1] * w.other_figures[2][t];
        self.rented += now.sold[3] / (c.offshore_price * w.price_per_f[t]);
        self.covers.push(now.cover);
        if !m.known() {
            let mut ordered = ZERO;
            for i in 0..WIDTH {
                ordered.0[i] = self.covers[t.saturating_sub(m.f.invest_lag[i])].0[i];
            }
            let signal = ordered.clamp(0.5, 1.5) - c.invest_cover;
            self.invest = (self.invest * (1.0 + m.v(P::DomResponse) * signal)).clamp(0.3, 4.0);
        }
    }

    /// 2.4 The premium.
    #[inline(always)]
    pub(super) fn premium_of(&mut self, m: At<'_>, now: &Now) {
        let c = &m.w.constants;
        let least = c.premium_cut * (now.sold[0] + now.sold[1]);
        let few = now.sold[0].below(least, Lanes::splat(c.premium_step), ZERO);
        let target = 1.0 + m.v(P::PremiumSlope) * self.unmet + few;
        let moved = self.premium + (target - self.premium) / m.v(P::PremiumTau);
        self.premium = moved.min(Lanes::splat(c.premium_cap));
        if m.t < CONTROLS_FROM {
            self.premium = Lanes::splat(m.w.premium0);
        } else if m.t == CONTROLS_FROM {
            self.premium = Lanes::splat(c.premium_before);
        }
        if m.t + 1 == OUTPUT_KNOWN {
            self.premium_2025 = self.premium;
        }
    }
}

/// Level of the Chinese gate in a state.
#[inline(always)]
fn level(m: At<'_>, state: Lanes) -> Lanes {
    let below = |limit: f64, yes: Lanes, no: Lanes| state.below(Lanes::splat(limit), yes, no);
    let [open, discouraged, case_by_case, shut] = m.w.constants.gate_levels;
    let strict = below(2.5, Lanes::splat(case_by_case), Lanes::splat(shut));
    below(0.5, Lanes::splat(open), below(1.5, Lanes::splat(discouraged), strict))
}

/// Orders beyond supply look elsewhere, twice.
#[inline(always)]
fn look_elsewhere(m: At<'_>, class: &Class, wanted: &[Lanes; 4], supply: &[Lanes; 4], now: &mut Now) {
    let mut unfilled = ZERO;
    for j in 0..4 {
        unfilled += (wanted[j] - now.sold[j]).max(ZERO);
    }
    let mut looking = unfilled * m.v(P::ChoiceOverflow);
    let made = flag(m.t >= LEGAL_FROM);
    let parts = [class.available * now.gate_mean * made, m.v(P::ChoiceOverflowSmuggled), ONE, ONE];
    for _ in 0..2 {
        for j in [2, 1, 3, 0] {
            let taken = (supply[j] - now.sold[j]).max(ZERO).min(looking * parts[j]);
            now.sold[j] += taken;
            looking -= taken;
        }
    }
}
