//! Reading a rising path between its months.

use super::*;

/// A value between months of each draw; before the first, the first.
#[inline(always)]
pub(super) fn value_before<S: Simd>(list: &[V<S>], time: V<S>) -> V<S> {
    let mut out = time;
    for i in 0..S::F64_LANES {
        let time = time.lanes()[i].max(0.0);
        let below = time as usize;
        let a = list[below].lanes()[i];
        let b = list.get(below + 1).map_or(a, |next| next.lanes()[i]);
        let part = time - below as f64;
        out.lanes_mut()[i] = a + (b - a) * part;
    }
    out
}

/// When each rising path first reached a level; the place of the month before is where the search starts.
#[inline(always)]
pub(super) fn time_passed<S: Simd>(list: &[V<S>], level: V<S>, passed: &mut [usize; WIDEST]) -> V<S> {
    let mut out = level;
    let end = list.len() - 1;
    for i in 0..S::F64_LANES {
        let level = level.lanes()[i];
        let mut month = passed[i].min(end);
        while month > 0 && list[month - 1].lanes()[i] >= level {
            month -= 1;
        }
        while month < end && list[month].lanes()[i] < level {
            month += 1;
        }
        passed[i] = month;
        let after = list[month].lanes()[i];
        let time = if after < level || month == 0 {
            month as f64
        } else {
            let before = list[month - 1].lanes()[i];
            (month - 1) as f64 + (level - before) / (after - before)
        };
        out.lanes_mut()[i] = time;
    }
    out
}
