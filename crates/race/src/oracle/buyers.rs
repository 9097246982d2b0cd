//! Buyers: the Chinese gate, choice, rationing, accounts, the premium.

use super::*;

impl State {
    /// 2.2 The Chinese gate where no rule fixes it: four states, one step a month at most, from the state
    /// in which the rule book leaves each segment.
    ///
    /// Tighter with probability tighten exp(slope (q_B / legal B - reference)), looser with
    /// loosen + unmet U; both at most a half. Unit: probability per month. Source: judgement.
    pub(super) fn chinese_gate(
        &mut self,
        w: &World,
        r: &Rules,
        d: &Draw,
        t: usize,
        class: &Class,
        now: &mut Now,
    ) {
        let c = &w.constants;
        let reacts = r.gate_reacts.iter().any(|segment| at(segment, t) > 0.0);
        if reacts {
            let ratio = self.quality_b / class.figures[1];
            let tighter =
                (d.get(P::GateTighten) * (c.gate_slope * (ratio - c.gate_reference)).exp()).min(c.gate_most);
            let looser = (d.get(P::GateLoosen) + c.gate_unmet * self.unmet).min(c.gate_most);
            let luck = at(&d.gate, t);
            for state in &mut self.gate_state {
                if luck < tighter {
                    *state = (*state + 1).min(3);
                } else if luck > 1.0 - looser {
                    *state = state.saturating_sub(1);
                }
            }
        }
        let shares = budget_shares(d);
        for s in 0..4 {
            now.gates[s] = at(&r.gate[s], t) + at(&r.gate_reacts[s], t) * c.gate_levels[self.gate_state[s]];
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
    ///
    /// From 2026 the budget answers to the premium of the month before against that of December 2025:
    /// D (pi / pi_2025)^(1 + eps), eps the elasticity of units to price; at -1 it stays as given.
    pub(super) fn buy(&mut self, w: &World, r: &Rules, d: &Draw, t: usize, class: &Class, now: &mut Now) {
        let prices = self.prices(w, t, class, now);
        let values = self.values(w, d, t, class, now);
        now.budget = w.demand.at(t, d.get(P::CnDemand)) * 1000.0 / 12.0;
        if t >= w.dates.output_made {
            now.budget *= (self.premium / self.premium_2025).powf(1.0 + d.get(P::CnElasticity));
        }
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
        if t < w.sales_from {
            sold[LEGAL] = at(&w.legal_usd, t);
        }
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
                let left = if j == LEGAL && t < w.sales_from { 0.0 } else { (supply[j] - sold[j]).max(0.0) };
                let taken = left.min(looking * part);
                sold[j] += taken;
                looking -= taken;
            }
        }
        now.cover = wanted[DOMESTIC].max(sold[DOMESTIC]) / (supply[DOMESTIC] + 1e-12);
        now.spent = sold;
        self.unmet = ((now.budget - sold.iter().sum::<f64>()) / now.budget).clamp(0.0, 1.0);
        self.learn_habits(d, &wanted_by, &filled);
        self.account(w, d, t, class, &prices, now);
    }

    /// Price of a unit by option, USD thousand: smuggled at the premium of the month before, rented as a purchase.
    pub(super) fn prices(&self, w: &World, t: usize, class: &Class, now: &Now) -> [f64; 4] {
        let per_f = at(&w.price_per_f, t);
        let smuggled = self.premium * per_f * at(&w.smuggled_f_per_chip, t).max(0.1);
        [class.price, smuggled, now.price_domestic, w.constants.offshore_price * per_f * w.constants.rented_f]
    }

    /// Value of a unit by option on two rulers, after what software or missing support costs.
    pub(super) fn values(&self, w: &World, d: &Draw, t: usize, class: &Class, now: &Now) -> [[f64; 2]; 4] {
        let c = &w.constants;
        let usable = d.get(P::SmuggleUsable);
        let f = at(&w.smuggled_f_per_chip, t).max(0.1);
        let [huawei, other] = [self.stored[0] + now.huawei, self.stored[1] + now.other];
        let part = (huawei + 1e-9) / (huawei + other + 2e-9);
        let pooled = [0, 1].map(|i| part * now.quality[i] + (1.0 - part) * at(&w.other_figures[i], t));
        [
            [class.figures[0], class.figures[1]],
            [usable * f, usable * f * at(&w.smuggled_b_per_f, t)],
            [pooled[0] * (1.0 - now.gap[0]), pooled[1] * (1.0 - now.gap[1])],
            [c.rented_f, c.rented_b],
        ]
    }

    /// Shares of a segment's budget by option; what is missing to one waits.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn choose(
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
    pub(super) fn supply(
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
    pub(super) fn learn_habits(&mut self, d: &Draw, wanted_by: &[[f64; 4]; 4], filled: &[f64; 4]) {
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
    ///
    /// Capacity follows the orders of L months before, the time from an order of tools to output:
    /// invest(t) = invest(t-1) (1 + response (cover(t - L) - 1)), cover between a half and one and a half.
    pub(super) fn account(
        &mut self,
        w: &World,
        d: &Draw,
        t: usize,
        class: &Class,
        prices: &[f64; 4],
        now: &mut Now,
    ) {
        let c = &w.constants;
        if t < w.sales_from {
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
        now.domestic_f = now.sold_units[0] * now.quality[0] + now.sold_units[1] * at(&w.other_figures[0], t);
        now.domestic_fp4 =
            now.sold_units[0] * now.quality[2] + now.sold_units[1] * at(&w.other_figures[2], t);
        self.rented += now.spent[ABROAD] / (c.offshore_price * at(&w.price_per_f, t));
        self.covers.push(now.cover);
        if t >= w.dates.output_made {
            let ordered = at(&self.covers, t.saturating_sub(whole(d.get(P::DomInvestLag))));
            let signal = ordered.clamp(c.cover_least, c.cover_most) - c.invest_cover;
            self.invest =
                (self.invest * (1.0 + d.get(P::DomResponse) * signal)).clamp(c.invest_least, c.invest_most);
        }
    }

    /// 2.4 The premium follows unmet demand over a few months, and steps up where legal imports are few.
    pub(super) fn premium_of(&mut self, w: &World, d: &Draw, t: usize, now: &Now) {
        let c = &w.constants;
        let few = now.spent[LEGAL] < c.premium_cut * (now.spent[LEGAL] + now.spent[SMUGGLED]);
        let step = if few { c.premium_step } else { 0.0 };
        let target = 1.0 + d.get(P::PremiumSlope) * self.unmet + step;
        self.premium = (self.premium + (target - self.premium) / d.get(P::PremiumTau)).min(c.premium_cap);
        if t < w.dates.controls {
            self.premium = w.premium0;
        } else if t == w.dates.controls {
            self.premium = c.premium_before;
        }
        if t + 1 == w.dates.output_made {
            self.premium_2025 = self.premium;
        }
    }
}
