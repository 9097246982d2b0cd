//! Every actor of the list of the articles by name, and the sides on which actors stand.

use crate::support::corpus;
use chipgate_chronicle::actors::Side;

/// The list of actors of the articles, in its order; an entry of several names has them all.
const LISTED: [&[&str]; 55] = [
    &["Donald Trump"],
    &["Joe Biden"],
    &["Jensen Huang"],
    &["Chris McGuire"],
    &["Gregory C. Allen"],
    &["Xi Jinping"],
    &["Li Qiang"],
    &["Samm Sacks"],
    &["Lucy Xinyi Chen"],
    &["William Xu"],
    &["Graham Webster"],
    &["Will Knight"],
    &["Jason Matheny"],
    &["Tarun Chhabra"],
    &["Dario Amodei"],
    &["Matt Pottinger"],
    &["David Sacks"],
    &["Sriram Krishnan"],
    &["Howard Lutnick"],
    &["Dasha Burns"],
    &["Brady Wang"],
    &["Yunosuke Arima"],
    &["Bill Totten"],
    &["Alan Estevez"],
    &["Gina Raimondo"],
    &["Saif Khan"],
    &["Scott Bessent"],
    &["He Lifeng"],
    &["Colette Kress"],
    &["Michael Kratsios"],
    &["Stephen Feinberg"],
    &["Wally Liaw"],
    &["Tan Yong Pong"],
    &["Qi Yuan"],
    &["NVIDIA"],
    &["AMD"],
    &["Huawei"],
    &["Cambricon"],
    &["DeepSeek"],
    &["Alibaba"],
    &["Moonshot AI"],
    &["Z.ai"],
    &["ByteDance"],
    &["OpenAI"],
    &["Anthropic"],
    &["RAND"],
    &["Yale Paul Tsai China Center"],
    &["GrowingIO"],
    &["Shanghai AI Industry Association"],
    &["Cyberspace Administration of China"],
    &["US Department of Commerce", "BIS"],
    &["White House"],
    &["Counterpoint Research"],
    &["The Information", "Bloomberg", "Politico", "CNBC", "WIRED", "Search Party"],
    &["Microsoft", "Intel"],
];

#[test]
fn every_actor_of_the_list_is_there_under_its_number() {
    for (at, names) in LISTED.iter().enumerate() {
        for name in *names {
            let actor = corpus().chronicle().find_actor(name).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(&*actor.listed, format!("A{:02}", at + 1), "{name}");
        }
    }
    let named: usize = LISTED.iter().map(|names| names.len()).sum();
    assert_eq!(corpus().records.actors.iter().filter(|actor| !actor.listed.is_empty()).count(), named);
}

#[test]
fn nobody_is_cited_through_a_post_of_another_time() {
    // Saif Khan left CSET in 2021; whoever cites an organization in 2025 does not cite him through it.
    let khan = corpus().chronicle().find_actor("saif-khan").unwrap();
    assert!(corpus().chronicle().cited_through(khan).iter().all(|(role, ..)| *role.organization != *"cset"));
}

#[test]
fn an_actor_for_one_chip_and_against_another_stands_on_both_sides() {
    assert_eq!(corpus().chronicle().side_of("donald-trump"), Some(Side::Both));
    assert_eq!(corpus().chronicle().side_of("dario-amodei"), Some(Side::Against));
    assert_eq!(corpus().chronicle().side_of("jason-matheny"), None);
}
