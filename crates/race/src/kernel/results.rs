//! What comes of it: stocks, capability, money.

use super::fixed::numbers;
use super::paths::{time_passed, value_before};
use super::state::Class;
use super::*;
use crate::oracle::{FLOP_PER_YEAR, LAG_FROM, LEVELS_FROM, OPEN_FROM};
use crate::quantities::Quantity as Q;
use crate::time::DOMESTIC_FROM;

impl State {
    /// 2.8 Stocks.
    #[inline(always)]
    pub(super) fn stocks(&mut self, m: At<'_>, now: &mut Now) {
        self.keep_flows(m, now);
        for source in 0..6 {
            self.age(m, source);
        }
        self.age_fp4(m);
        self.age_first(m);
        if m.t >= 48 {
            self.add_sold(m, now);
        }
    }

    /// What enters stock once its lag is over.
    #[inline(always)]
    fn keep_flows(&mut self, m: At<'_>, now: &mut Now) {
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

    /// Arrivals, failures and retirement of one source.
    #[inline(always)]
    fn age(&mut self, m: At<'_>, source: usize) {
        let At { f, t, .. } = m;
        let which = usize::from(source >= 2);
        for ruler in 0..2 {
            let (mut inflow, mut retired) = (ZERO, ZERO);
            for i in 0..WIDTH {
                if t >= f.lag[i] {
                    inflow.0[i] = self.history[t - f.lag[i]][source][ruler].0[i];
                }
                let age = f.lag[i] + f.life[which][i];
                if t >= age {
                    retired.0[i] = self.history[t - age][source][ruler].0[i];
                }
            }
            let stock = &mut self.use_of[source][ruler];
            *stock = *stock * f.keeps + inflow - retired * f.survives[which];
        }
    }

    /// The same for the FP4 ruler: US companies, and China as a whole.
    #[inline(always)]
    fn age_fp4(&mut self, m: At<'_>) {
        let At { f, t, .. } = m;
        for region in 0..2 {
            let (mut inflow, mut retired) = (ZERO, ZERO);
            for i in 0..WIDTH {
                if t >= f.lag[i] {
                    inflow.0[i] = self.history_fp4[t - f.lag[i]][region].0[i];
                }
                let age = f.lag[i] + f.life[region][i];
                if t >= age {
                    retired.0[i] = self.history_fp4[t - age][region].0[i];
                }
            }
            self.fp4[region] = self.fp4[region] * f.keeps + inflow - retired * f.survives[region];
        }
    }

    /// What is left of the first stock, per unit of it, for both lives.
    #[inline(always)]
    fn age_first(&mut self, m: At<'_>) {
        let At { f, w, t, .. } = m;
        let now = as_number(t);
        let kept_so_far = (f.ln_keeps * now).exp();
        for which in 0..2 {
            let life = numbers(&f.life[which]);
            let leaving = Lanes::splat(now).below(life, kept_so_far / life, ZERO);
            self.first_left[which] = (self.first_left[which] * f.keeps - leaving).max(ZERO);
        }
        for (region, which) in [0, 0, 1].into_iter().enumerate() {
            for ruler in 0..2 {
                self.first[region][ruler] = self.first_left[which] * w.stock0[region][ruler];
            }
        }
    }

    /// Accumulators that know no retirement.
    #[inline(always)]
    fn add_sold(&mut self, m: At<'_>, now: &Now) {
        let since = flag(m.t >= DOMESTIC_FROM);
        let flows = [
            now.new_us[0],
            now.new_row[0],
            now.legal[0],
            Lanes::splat(m.w.amd[m.t]),
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
    pub(super) fn in_use(&self, region: usize, ruler: usize) -> Lanes {
        let first = self.first[region][ruler];
        let of = |source: usize| self.use_of[source][ruler];
        if region < 2 { first + of(region) } else { first + of(2) + of(3) + of(4) + of(5) }
    }

    /// 2.9 Capability and lag.
    #[inline(always)]
    pub(super) fn capability(&mut self, m: At<'_>, out: &mut BlockMonth) {
        let [us, cn] = self.training(m);
        let early = if m.t < OPEN_FROM { m.v(P::SpillEarly) } else { ONE };
        let half_life = m.v(P::SpillHalfLife) * early;
        self.learn(m, half_life, cn, us);
        let run_us = m.v(P::RunShareUs) * us * FLOP_PER_YEAR;
        let run_cn = m.v(P::RunShareCn) * cn * FLOP_PER_YEAR;
        let decade = 1.0 / std::f64::consts::LN_10;
        let mut e_us = (run_us.ln() + self.ln_us) * decade;
        let e_cn = (run_cn.ln() + self.ln_cn) * decade;
        if let Some(last) = self.effective_us.last() {
            e_us = e_us.max(*last);
        }
        self.effective_us.push(e_us);
        let now = as_number(m.t);
        let seen = value_before(&self.effective_us, now - half_life);
        let cap_cn = e_cn + m.v(P::SpillShare) * (seen - e_cn).max(ZERO);
        let lag = if m.t >= LAG_FROM {
            now - time_passed(&self.effective_us, cap_cn, &mut self.passed)
        } else {
            ZERO
        };
        out[Q::TrainingCn.place()] = cn;
        out[Q::TrainingUs.place()] = us;
        out[Q::RunCn.place()] = run_cn;
        out[Q::RunUs.place()] = run_us;
        out[Q::Lag.place()] = lag;
        out[Q::Points.place()] = (e_us - cap_cn) * m.w.constants.points;
    }

    /// Effective training compute of the US and of China.
    #[inline(always)]
    fn training(&self, m: At<'_>) -> [Lanes; 2] {
        let training = 1.0 - m.band(&m.w.w_inf, P::CnWInf);
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
    fn learn(&mut self, m: At<'_>, half_life: Lanes, cn: Lanes, us: Lanes) {
        let f = m.f;
        if m.t <= LEVELS_FROM {
            self.ln_us = Lanes::splat(m.w.constants.algo_before.ln())
                * ((as_number(m.t) - as_number(LEVELS_FROM)) / 12.0);
            self.ln_cn = self.ln_us + f.ln_ratio0;
        } else {
            let research = (m.v(P::AlgoResearch) * (cn.ln() - us.ln())).exp();
            let catch_up = std::f64::consts::LN_2 / half_life * (self.ln_us - self.ln_cn).max(ZERO);
            self.ln_cn += f.ln_algo * research / 12.0 + catch_up;
            self.ln_us += f.ln_algo / 12.0;
        }
    }

    /// 2.10 Money.
    #[inline(always)]
    pub(super) fn money(&mut self, m: At<'_>, class: &Class, now: &Now, out: &mut BlockMonth) {
        let access = class.stays * now.gate_mean;
        let least = Lanes::splat(0.01);
        let kept = (self.access - access) / self.access.max(least);
        let lost = least.below(self.access, kept.max(ZERO), ZERO);
        let stock = m.v(P::MoneyInventory) * self.sales_mean;
        let charge = m.v(P::MoneyRealised) * stock * lost * self.special;
        self.sales_mean += (now.sold[0] - self.sales_mean) / 3.0;
        self.access = access;
        self.special = class.special;
        self.research = m.v(P::DomResearchShare) * now.sold[2] * (12.0 / 1000.0)
            + m.v(P::DomSupportPass) * m.v(P::DomSupport);
        out[Q::Take.place()] = now.sold[0] * m.r.take[m.t];
        out[Q::Charge.place()] = charge;
        out[Q::ResearchUsd.place()] = self.research;
    }
}
