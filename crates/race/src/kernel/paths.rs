//! Reading a rising path between its months.

use super::*;

/// A value between months of each draw; before the first, the first.
#[inline(always)]
pub(super) fn value_before(list: &[Lanes], time: Lanes) -> Lanes {
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
pub(super) fn time_passed(list: &[Lanes], level: Lanes, passed: &mut [usize; WIDTH]) -> Lanes {
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
