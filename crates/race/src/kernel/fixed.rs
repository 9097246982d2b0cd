//! What a draw fixes for all months.

use super::*;
use crate::parameters::PARAMETERS;

pub(super) struct Fixed {
    values: Box<[Lanes; PARAMETERS]>,
    pub hit: Vec<Lanes>,
    pub gate: Vec<Lanes>,
    /// 1 where a redesigned part exists.
    pub redesign: Lanes,
    pub redesign_lag: Lanes,
    pub segments: [Lanes; 4],
    pub ln_growth: Lanes,
    pub ln_decay: Lanes,
    pub ln_cost: Lanes,
    pub ln_algo: Lanes,
    pub ln_ratio0: Lanes,
    pub ln_cadence: Lanes,
    pub ln_switching: Lanes,
    pub ln_premium_ref: Lanes,
    pub ln_usable: Lanes,
    pub ln_keeps: Lanes,
    pub wait: Lanes,
    pub cap: Lanes,
    pub interdiction: Lanes,
    /// Part caught at enforcement 1.
    pub caught_at_one: Lanes,
    pub deterrence: Lanes,
    pub keeps: Lanes,
    pub lag: [usize; WIDTH],
    /// Months from orders to capacity.
    pub invest_lag: [usize; WIDTH],
    pub life: [[usize; WIDTH]; 2],
    pub survives: [Lanes; 2],
}

impl Fixed {
    #[inline(always)]
    pub(super) fn new(world: &World, draws: &[Draw]) -> Option<Fixed> {
        let last = draws.last()?;
        let mut values = Box::new([ZERO; PARAMETERS]);
        let (mut hit, mut gate) = (vec![ZERO; MONTHS], vec![ZERO; MONTHS]);
        let mut redesign = ZERO;
        for i in 0..WIDTH {
            let draw = draws.get(i).unwrap_or(last);
            turn(&draw.values, &mut *values, i);
            turn(&draw.hit, &mut hit, i);
            turn(&draw.gate, &mut gate, i);
            redesign.0[i] = flag(draw.redesign < draw.get(P::RedesignExists));
        }
        Some(Fixed { hit, gate, redesign, ..Fixed::of_values(world, values) })
    }

    /// What follows from the values of the parameters alone.
    #[inline(always)]
    fn of_values(world: &World, values: Box<[Lanes; PARAMETERS]>) -> Fixed {
        let v = |p: P| values[p.place()];
        let fails = v(P::UseFailure) / 12.0;
        let keeps = 1.0 - fails;
        let ln_keeps = keeps.ln();
        let longer = v(P::UseLife) + world.constants.china_longer;
        let life = [whole(v(P::UseLife)), whole(longer)];
        let survives = [(numbers(&life[0]) * ln_keeps).exp(), (numbers(&life[1]) * ln_keeps).exp()];
        let interdiction = -(1.0 - v(P::SmuggleInterdiction)).ln() / world.constants.enforcement_reference;
        Fixed {
            hit: Vec::new(),
            gate: Vec::new(),
            redesign: ZERO,
            redesign_lag: v(P::RedesignAnnounce) + v(P::RedesignVolume),
            segments: segments(&values),
            ln_growth: v(P::UsGrowthPerWafer).ln(),
            ln_decay: v(P::UsH200Decay).ln(),
            ln_cost: (1.0 - v(P::DomCostLearning)).ln(),
            ln_algo: v(P::AlgoGrowth).ln(),
            ln_ratio0: v(P::AlgoRatio0).ln(),
            ln_cadence: v(P::DomCadence).ln() - 1.25_f64.ln(),
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
            lag: whole(v(P::UseLag)),
            invest_lag: whole(v(P::DomInvestLag)),
            life,
            survives,
            values,
        }
    }

    #[inline(always)]
    pub(super) fn v(&self, parameter: P) -> Lanes {
        self.values[parameter.place()]
    }
}

/// Writes the numbers of one draw into its lane.
#[inline(always)]
fn turn(numbers: &[f64], lanes: &mut [Lanes], lane: usize) {
    for (lanes, number) in lanes.iter_mut().zip(numbers) {
        lanes.0[lane] = *number;
    }
}

/// Shares of the four segments, made to add up to one.
#[inline(always)]
fn segments(values: &[Lanes; PARAMETERS]) -> [Lanes; 4] {
    let mut raw = [ZERO; 4];
    for (k, p) in
        [P::SegmentTrain, P::SegmentInfer, P::SegmentStartup, P::SegmentState].into_iter().enumerate()
    {
        raw[k] = values[p.place()].max(Lanes::splat(0.01));
    }
    let sum = raw[0] + raw[1] + raw[2] + raw[3];
    [raw[0] / sum, raw[1] / sum, raw[2] / sum, raw[3] / sum]
}

/// The nearest whole number of months.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(months: Lanes) -> [usize; WIDTH] {
    months.0.map(|months| (months + 0.5).floor().max(0.0) as usize)
}

#[inline(always)]
pub(super) fn numbers(whole: &[usize; WIDTH]) -> Lanes {
    Lanes(whole.map(as_number))
}
