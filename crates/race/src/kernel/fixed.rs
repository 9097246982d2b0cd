//! What a draw fixes for all months.

use super::*;
use crate::parameters::PARAMETERS;

pub(super) struct Fixed<S: Simd> {
    values: Box<[V<S>; PARAMETERS]>,
    pub hit: Vec<V<S>>,
    pub gate: Vec<V<S>>,
    /// 1 where a redesigned part exists.
    pub redesign: V<S>,
    pub redesign_lag: V<S>,
    pub segments: [V<S>; 4],
    pub ln_growth: V<S>,
    pub ln_decay: V<S>,
    pub ln_cost: V<S>,
    pub ln_ratio0: V<S>,
    pub ln_cadence: V<S>,
    pub ln_switching: V<S>,
    pub ln_premium_ref: V<S>,
    pub ln_usable: V<S>,
    pub ln_keeps: V<S>,
    pub wait: V<S>,
    pub cap: V<S>,
    pub interdiction: V<S>,
    /// Part caught at enforcement 1.
    pub caught_at_one: V<S>,
    pub deterrence: V<S>,
    pub keeps: V<S>,
    /// Part of the stacks that a month may draw.
    pub drawn: V<S>,
    /// Packaging yield over the one that units are given at.
    pub packaged: V<S>,
    /// Part of the loss of networks that a month leaves.
    pub heal: V<S>,
    pub smuggle_pace: V<S>,
    pub premium_pace: V<S>,
    pub ln_algo_month: V<S>,
    /// Lives of both kinds in months, and one over them.
    pub lives: [V<S>; 2],
    pub per_life: [V<S>; 2],
    pub lag: [usize; WIDEST],
    /// Months from orders to capacity.
    pub invest_lag: [usize; WIDEST],
    pub life: [[usize; WIDEST]; 2],
    pub survives: [V<S>; 2],
}

impl<S: Simd> Fixed<S> {
    /// The draws from `first` on, one a lane; `None` where there are no draws at all.
    #[inline(always)]
    pub(super) fn new(simd: S, world: &World, draws: &[Draw], first: usize) -> Option<Fixed<S>> {
        let last = draws.last()?;
        let zero = V::splat(simd, 0.0);
        let mut values = Box::new([zero; PARAMETERS]);
        let (mut hit, mut gate) = (vec![zero; MONTHS], vec![zero; MONTHS]);
        let mut redesign = zero;
        for i in 0..S::F64_LANES {
            let draw = draws.get(first + i).unwrap_or(last);
            turn(&draw.values, &mut *values, i);
            turn(&draw.hit, &mut hit, i);
            turn(&draw.gate, &mut gate, i);
            redesign.lanes_mut()[i] = flag(draw.redesign < draw.get(P::RedesignExists));
        }
        Some(Fixed { hit, gate, redesign, ..Fixed::of_values(world, values) })
    }

    /// What follows from the values of the parameters alone.
    #[inline(always)]
    fn of_values(world: &World, values: Box<[V<S>; PARAMETERS]>) -> Fixed<S> {
        let v = |p: P| values[p.place()];
        let fails = v(P::UseFailure) / 12.0;
        let keeps = 1.0 - fails;
        let ln_keeps = keeps.ln();
        let longer = v(P::UseLife) + world.constants.china_longer;
        let life = [whole(v(P::UseLife)), whole(longer)];
        let lives = [numbers(keeps, &life[0]), numbers(keeps, &life[1])];
        let survives = [(lives[0] * ln_keeps).exp(), (lives[1] * ln_keeps).exp()];
        let interdiction = -(1.0 - v(P::SmuggleInterdiction)).ln() / world.constants.enforcement_reference;
        Fixed {
            hit: Vec::new(),
            gate: Vec::new(),
            redesign: longer,
            redesign_lag: v(P::RedesignAnnounce) + v(P::RedesignVolume),
            segments: segments(&values),
            ln_growth: v(P::UsGrowthPerWafer).ln(),
            ln_decay: v(P::UsH200Decay).ln(),
            ln_cost: (1.0 - v(P::DomCostLearning)).ln(),
            ln_ratio0: v(P::AlgoRatio0).ln(),
            ln_cadence: v(P::DomCadence).ln() - world.constants.cadence_reference.ln(),
            ln_switching: (1.0 + v(P::ChoiceSwitching)).ln(),
            ln_premium_ref: v(P::SmugglePremiumRef).ln(),
            ln_usable: v(P::SmuggleUsable).ln(),
            ln_keeps,
            wait: v(P::ChoiceWait).exp(),
            cap: v(P::LegalCap),
            interdiction,
            caught_at_one: 1.0 - (-interdiction).exp(),
            deterrence: v(P::SmuggleDeterrence) * v(P::SmugglePenalty),
            keeps,
            drawn: 1.0 / v(P::DomDrawMonths),
            packaged: v(P::DomPackageYield) / world.constants.package_reference,
            heal: 1.0 - 1.0 / v(P::SmuggleRecovery).at_least(1.0),
            smuggle_pace: 1.0 / v(P::SmuggleTau),
            premium_pace: 1.0 / v(P::PremiumTau),
            ln_algo_month: v(P::AlgoGrowth).ln() * (1.0 / 12.0),
            lives,
            per_life: [1.0 / lives[0], 1.0 / lives[1]],
            lag: whole(v(P::UseLag)),
            invest_lag: whole(v(P::DomInvestLag)),
            life,
            survives,
            values,
        }
    }

    #[inline(always)]
    pub(super) fn v(&self, parameter: P) -> V<S> {
        self.values[parameter.place()]
    }
}

/// Writes the numbers of one draw into its lane.
#[inline(always)]
fn turn<S: Simd>(numbers: &[f64], lanes: &mut [V<S>], lane: usize) {
    for (lanes, number) in lanes.iter_mut().zip(numbers) {
        lanes.lanes_mut()[lane] = *number;
    }
}

/// Shares of the four segments, made to add up to one.
#[inline(always)]
fn segments<S: Simd>(values: &[V<S>; PARAMETERS]) -> [V<S>; 4] {
    let mut raw = [values[0]; 4];
    for (k, p) in
        [P::SegmentTrain, P::SegmentInfer, P::SegmentStartup, P::SegmentState].into_iter().enumerate()
    {
        raw[k] = values[p.place()].at_least(0.01);
    }
    let sum = raw[0] + raw[1] + raw[2] + raw[3];
    [raw[0] / sum, raw[1] / sum, raw[2] / sum, raw[3] / sum]
}

/// The nearest whole number of months.
#[inline(always)]
fn whole<S: Simd>(months: V<S>) -> [usize; WIDEST] {
    let mut out = [0; WIDEST];
    for (whole, months) in out.iter_mut().zip(months.lanes()) {
        *whole = (months + 0.5).floor().max(0.0) as usize;
    }
    out
}

/// Whole numbers in the shape of a vector.
#[inline(always)]
fn numbers<S: Simd>(mut shape: V<S>, whole: &[usize; WIDEST]) -> V<S> {
    for (number, whole) in shape.lanes_mut().iter_mut().zip(whole) {
        *number = as_number(*whole);
    }
    shape
}
