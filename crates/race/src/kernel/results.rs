//! What comes of it: stocks, capability, money.

use super::paths::{time_passed, value_before};
use super::row::lns4;
use super::state::Class;
use super::*;
use crate::quantities::Quantity as Q;
use std::ops::Range;

impl<S: Simd> State<S> {
    /// 2.8 Stocks.
    #[inline(always)]
    pub(super) fn stocks(&mut self, m: At<'_, S>, now: &mut Now<S>) {
        self.keep_flows(m, now);
        self.age(m);
        self.age_fp4(m);
        self.age_first(m);
        if m.t >= m.w.dates.sold_counted {
            self.add_sold(m, now);
        }
    }

    /// What enters stock once its lag is over.
    #[inline(always)]
    fn keep_flows(&mut self, m: At<'_, S>, now: &mut Now<S>) {
        let At { w, t, .. } = m;
        let amd = w.amd[t];
        self.history.push([
            [now.new_us[0], now.new_us[1]],
            [now.new_row[0], now.new_row[1]],
            [now.legal[0] + amd, now.legal[1] + amd * w.other_b_per_f],
            [now.arrivals, now.arrivals * w.smuggled_b_per_f[t]],
            [now.sold_units[0] * now.quality[0], now.sold_units[0] * now.quality[1]],
            [now.sold_units[1] * w.other_figures[0][t], now.sold_units[1] * w.other_figures[1][t]],
        ]);
        let smuggled = now.arrivals * now.new_row[2] / (now.new_row[0] + 1e-12);
        let in_china = now.legal[2] + amd * w.other_fp4_per_f + smuggled + now.domestic_fp4;
        now.new_fp4 = [now.new_us[2], in_china];
        self.history_fp4.push(now.new_fp4);
    }

    /// Arrivals, failures and retirement of every source.
    #[inline(always)]
    fn age(&mut self, m: At<'_, S>) {
        let f = m.f;
        let mut inflow = [[m.all(0.0); 2]; 6];
        let mut retired = inflow;
        for i in 0..S::F64_LANES {
            let [short, long] = [f.lag[i] + f.life[0][i], f.lag[i] + f.life[1][i]];
            self.flows_before(m.t, f.lag[i], i, 0..6, &mut inflow);
            self.flows_before(m.t, short, i, 0..2, &mut retired);
            self.flows_before(m.t, long, i, 2..6, &mut retired);
        }
        for source in 0..6 {
            let survives = f.survives[usize::from(source >= 2)];
            for ruler in 0..2 {
                let stock = &mut self.use_of[source][ruler];
                *stock = *stock * f.keeps + inflow[source][ruler] - retired[source][ruler] * survives;
            }
        }
    }

    /// Copies what a draw's sources gave some months ago; before the first month, nothing.
    #[inline(always)]
    fn flows_before(
        &self,
        t: usize,
        ago: usize,
        lane: usize,
        sources: Range<usize>,
        to: &mut [[V<S>; 2]; 6],
    ) {
        let Some(from) = t.checked_sub(ago).and_then(|month| self.history.get(month)) else { return };
        for source in sources {
            for ruler in 0..2 {
                to[source][ruler].lanes_mut()[lane] = from[source][ruler].lanes()[lane];
            }
        }
    }

    /// The same for the FP4 ruler: US companies, and China as a whole.
    #[inline(always)]
    fn age_fp4(&mut self, m: At<'_, S>) {
        let At { f, t, .. } = m;
        let mut inflow = [m.all(0.0); 2];
        let mut retired = inflow;
        for i in 0..S::F64_LANES {
            for region in 0..2 {
                if let Some(arrived) = t.checked_sub(f.lag[i]) {
                    inflow[region].lanes_mut()[i] = self.history_fp4[arrived][region].lanes()[i];
                }
                if let Some(left) = t.checked_sub(f.lag[i] + f.life[region][i]) {
                    retired[region].lanes_mut()[i] = self.history_fp4[left][region].lanes()[i];
                }
            }
        }
        for region in 0..2 {
            let left = retired[region] * f.survives[region];
            self.fp4[region] = self.fp4[region] * f.keeps + inflow[region] - left;
        }
    }

    /// What is left of the first stock, per unit of it, for both lives.
    #[inline(always)]
    fn age_first(&mut self, m: At<'_, S>) {
        let At { f, w, t, .. } = m;
        let now = as_number(t);
        for which in 0..2 {
            let leaving = m.all(now).below(f.lives[which], m.g.kept_so_far * f.per_life[which], m.all(0.0));
            self.first_left[which] = (self.first_left[which] * f.keeps - leaving).at_least(0.0);
        }
        for (region, which) in [0, 0, 1].into_iter().enumerate() {
            for ruler in 0..2 {
                self.first[region][ruler] = self.first_left[which] * w.stock0[region][ruler];
            }
        }
    }

    /// Accumulators that know no retirement.
    #[inline(always)]
    fn add_sold(&mut self, m: At<'_, S>, now: &Now<S>) {
        let since = flag(m.t >= m.w.dates.domestic_limited);
        let flows = [
            now.new_us[0],
            now.new_row[0],
            now.legal[0],
            m.all(m.w.amd[m.t]),
            now.arrivals,
            now.sold_units[0] * now.quality[0] * since,
            now.sold_units[1] * (m.w.other_figures[0][m.t] * since),
        ];
        for i in 0..7 {
            self.sold[i] += flows[i];
        }
    }

    /// Stock of a region in use.
    #[inline(always)]
    pub(super) fn in_use(&self, region: usize, ruler: usize) -> V<S> {
        let first = self.first[region][ruler];
        let of = |source: usize| self.use_of[source][ruler];
        if region < 2 { first + of(region) } else { first + of(2) + of(3) + of(4) + of(5) }
    }

    /// 2.9 Capability and lag.
    #[inline(always)]
    pub(super) fn capability(&mut self, m: At<'_, S>, out: &mut Out<'_>) {
        let [us, cn] = self.training(m);
        let early = if m.t < m.w.dates.open_methods { m.v(P::SpillEarly) } else { m.all(1.0) };
        let half_life = m.v(P::SpillHalfLife) * early;
        let run_us = m.v(P::RunShareUs) * us * m.w.constants.flop_per_year;
        let run_cn = m.v(P::RunShareCn) * cn * m.w.constants.flop_per_year;
        let [ln_us, ln_cn, ln_run_us, ln_run_cn] = lns4([us, cn, run_us, run_cn]);
        self.learn(m, half_life, ln_cn - ln_us);
        let decade = 1.0 / std::f64::consts::LN_10;
        let mut e_us = (ln_run_us + self.ln_us) * decade;
        let e_cn = (ln_run_cn + self.ln_cn) * decade;
        if let Some(last) = self.effective_us.last() {
            e_us = e_us.max(*last);
        }
        self.effective_us.push(e_us);
        let now = as_number(m.t);
        let seen = value_before(&self.effective_us, now - half_life);
        let cap_cn = e_cn + m.v(P::SpillShare) * (seen - e_cn).at_least(0.0);
        let lag = if m.t >= m.w.dates.lag_told {
            now - time_passed(&self.effective_us, cap_cn, &mut self.passed)
        } else {
            m.all(0.0)
        };
        out.set(Q::TrainingCn, cn);
        out.set(Q::TrainingUs, us);
        out.set(Q::RunCn, run_cn);
        out.set(Q::RunUs, run_us);
        out.set(Q::Lag, lag);
        out.set(Q::Points, (e_us - cap_cn) * m.w.constants.points);
    }

    /// Effective training compute of the US and of China.
    #[inline(always)]
    fn training(&self, m: At<'_, S>) -> [V<S>; 2] {
        let training = 1.0 - m.g.w_inf;
        let (good_us, good_cn) = (m.v(P::UseMfuUs), m.v(P::UseMfuCn));
        let us = self.in_use(0, 0) * good_us * training;
        let imported = self.first[2][0] + self.use_of[2][0] + m.v(P::SmuggleUsable) * self.use_of[3][0];
        let domestic = self.use_of[4][0] + self.use_of[5][0];
        let rented = self.rented * m.w.constants.offshore_training * good_us;
        let cn = (imported * good_us + domestic * good_cn + rented) * training;
        [us, cn]
    }

    /// Algorithms: growth at home, and what spills over.
    #[inline(always)]
    fn learn(&mut self, m: At<'_, S>, half_life: V<S>, ln_ratio: V<S>) {
        let f = m.f;
        if m.t <= m.w.dates.levels {
            self.ln_us = m.all(m.w.constants.algo_before.ln())
                * ((as_number(m.t) - as_number(m.w.dates.levels)) / 12.0);
            self.ln_cn = self.ln_us + f.ln_ratio0;
        } else {
            let research = (m.v(P::AlgoResearch) * ln_ratio).exp();
            let catch_up = std::f64::consts::LN_2 / half_life * (self.ln_us - self.ln_cn).at_least(0.0);
            self.ln_cn += f.ln_algo_month * research + catch_up;
            self.ln_us += f.ln_algo_month;
        }
    }

    /// 2.10 Money.
    #[inline(always)]
    pub(super) fn money(&mut self, m: At<'_, S>, class: &Class<S>, now: &Now<S>, out: &mut Out<'_>) {
        let access = class.stays * now.gate_mean;
        let least = m.all(0.01);
        let kept = (self.access - access) / self.access.max(least);
        let lost = least.below(self.access, kept.at_least(0.0), m.all(0.0));
        let stock = m.v(P::MoneyInventory) * self.sales_mean;
        let charge = m.v(P::MoneyRealised) * stock * lost * self.special;
        self.sales_mean += (now.sold[0] - self.sales_mean) * (1.0 / 3.0);
        self.access = access;
        self.special = class.special;
        self.research = m.v(P::DomResearchShare) * now.sold[2] * (12.0 / 1000.0)
            + m.v(P::DomSupportPass) * m.v(P::DomSupport);
        out.set(Q::Take, now.sold[0] * m.r.take[m.t]);
        out.set(Q::Charge, charge);
        out.set(Q::ResearchUsd, self.research);
    }
}
