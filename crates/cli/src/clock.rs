//! Today, by the days that the rules count.
//!
//! A rule of the United States takes effect by the calendar of Washington, one of
//! China by that of Beijing. The zone of the machine plays no part.

use crate::failure::Failure;
use chipgate_ask::{Assumed, Question};
use chipgate_base::Name;
use chipgate_corpus::Corpus;
use chipgate_law::gate::{ByGate, Gate};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The variable by which builds fix the day that stands on a page.
const FIXED_TIME: &str = "SOURCE_DATE_EPOCH";

/// The same moment in the calendars of all gates.
#[derive(Clone, Debug, PartialEq)]
pub struct Today {
    /// The day of each gate.
    days: ByGate<Date>,
    /// The zone of the seller's gate.
    zone: Name,
}

/// Today, at this moment.
pub fn today(corpus: &Corpus) -> Result<Today, Failure> {
    at(Timestamp::now(), corpus)
}

/// The day that a page carries: that of `SOURCE_DATE_EPOCH` where it is set, so that the same data give the same bytes.
pub fn page_day(corpus: &Corpus) -> Result<Date, Failure> {
    let moment = match std::env::var(FIXED_TIME) {
        Ok(text) => fixed(&text)?,
        Err(_) => Timestamp::now(),
    };
    Ok(at(moment, corpus)?.day())
}

fn fixed(text: &str) -> Result<Timestamp, Failure> {
    let seconds = text.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    seconds.ok_or_else(|| {
        let message = format!("`{FIXED_TIME}` is `{text}`, which is no number of seconds since 1970");
        Failure::request(message, "set it to whole seconds, or unset it")
    })
}

fn at(moment: Timestamp, corpus: &Corpus) -> Result<Today, Failure> {
    let gates = &corpus.law.gates;
    let mut unknown = None;
    let days = gates.each(|gate, _| {
        let zone = &gates[gate].zone;
        let day = TimeZone::get(zone).map(|zone| zone.to_datetime(moment).date());
        day.unwrap_or_else(|_| {
            unknown = Some(zone.clone());
            Date::MIN
        })
    });
    match unknown {
        None => Ok(Today { days, zone: gates[gates.seller()].zone.clone() }),
        Some(zone) => Err(Failure::request(
            format!("unknown time zone `{zone}` in `gates.toml`"),
            "use a name of the IANA database",
        )),
    }
}

impl Today {
    /// The day of the seller's gate, about which is asked where no day is given.
    pub fn day(&self) -> Date {
        *self.days.seller()
    }

    /// What is taken to be so where the question names no day; `None` where it names one.
    pub fn assumed(&self, question: &Question) -> Option<Assumed> {
        let value = format!("{} ({})", self.day(), self.zone);
        let told = Assumed { fact: Name::from("as_of"), value, why: "day_in_washington" };
        question.as_of.is_none().then_some(told)
    }

    /// The caveat of a gate that has another day where the question names none.
    pub fn caveat(&self, question: &Question, gate: Gate) -> Option<&'static str> {
        (question.as_of.is_none() && self.days[gate] != self.day()).then_some("beijing_is_a_day_ahead")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chipgate_corpus::embedded;

    #[test]
    fn the_day_is_that_of_washington_wherever_the_machine_stands() {
        let corpus = Corpus::load(&embedded::files(), &[]).corpus.unwrap();
        for (moment, us, cn) in [
            ("2026-12-01T04:59:59Z", "2026-11-30", "2026-12-01"),
            ("2026-12-01T05:00:00Z", "2026-12-01", "2026-12-01"),
            ("2026-12-01T16:00:00Z", "2026-12-01", "2026-12-02"),
            ("2026-07-01T03:59:59Z", "2026-06-30", "2026-07-01"),
        ] {
            let today = at(moment.parse().unwrap(), &corpus).unwrap();
            assert_eq!(
                (today.day().to_string(), today.days.buyer().to_string()),
                (us.to_owned(), cn.to_owned()),
                "{moment}"
            );
            let told = today.assumed(&Question::default()).unwrap();
            assert_eq!(told.value, format!("{us} (America/New_York)"));
            let gates = &corpus.law.gates;
            let caveat = |gate| today.caveat(&Question::default(), gate).is_some();
            assert_eq!((caveat(gates.seller()), caveat(gates.buyer())), (false, us != cn));
        }
    }

    #[test]
    fn the_fixed_time_is_whole_seconds() {
        assert_eq!(fixed("0").unwrap(), Timestamp::UNIX_EPOCH);
        for text in ["", "now", "1.5", "99999999999999999999"] {
            assert_eq!(fixed(text).unwrap_err().code, 2, "{text}");
        }
    }
}
