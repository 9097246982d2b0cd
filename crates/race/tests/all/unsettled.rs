//! What the books leave open is listed, each stretch as the gate itself answers on its days.

use crate::support::*;

use chipgate_ask::reference::Reference;
use chipgate_law::determine::GateAnswer;
use chipgate_race::data::Side;
use chipgate_race::setup::lawful;
use chipgate_race::unsettled::unsettled;
use chipgate_survey::terms::terms;

/// What both books say, day by day.
fn book() -> chipgate_race::rules::Lawful {
    let terms = terms(CORPUS.ground(), &CORPUS.race.market).unwrap();
    lawful(&CORPUS.race, &WORLD, &terms, CORPUS.law.horizon(CORPUS.law.gates.buyer()))
}

#[test]
fn the_license_policy_of_the_h20_is_open_from_the_letter_on_and_nothing_settled_is_listed() {
    let found = unsettled(&book());
    let h20: Vec<_> = found.iter().filter(|one| one.side == Side::Seller && *one.class == *"h20").collect();
    let [letter] = h20.as_slice() else { panic!("{found:#?}") };
    // The letter of 9 April 2025 states no policy.
    assert_eq!(letter.from.to_string(), "2025-04-09");
    assert_eq!(letter.until, None);
    assert!(found.iter().all(|one| one.until.is_none_or(|until| until > one.from)), "{found:#?}");
    assert!(found.iter().any(|one| one.side == Side::Buyer), "{found:#?}");
}

#[test]
fn a_stretch_of_a_private_buyer_is_open_at_the_gate_itself_on_its_first_day_and_not_the_day_before() {
    let found = unsettled(&book());
    let ask = Reference { to: CORPUS.frame.destination.to_string(), base: chipgate_ask::Question::default() };
    let chip = CORPUS.catalogue.chip("nvidia-h200-sxm-141gb").unwrap();
    let of_h200 = found
        .iter()
        .filter(|one| one.side == Side::Buyer && *one.class == *"h200" && one.segments.contains(&"startup"));
    let mut seen = 0;
    for one in of_h200 {
        let answer = |day| ask.ask(CORPUS.ground(), None, chip, day).unwrap().gates.buyer().answer;
        assert_eq!(answer(one.from), GateAnswer::Unknown, "{one:?}");
        let until = one.until.unwrap();
        assert_ne!(answer(until), GateAnswer::Unknown, "{one:?}");
        seen += 1;
    }
    assert!(seen > 0, "{found:#?}");
}
