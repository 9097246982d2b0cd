//! The term list, the messages that use it, and titles in three languages.

use crate::support::{corpus, text_of};
use chipgate_base::message::{MessagePart, parts};
use chipgate_corpus::{LANGUAGES, Messages};
use std::collections::BTreeSet;

/// Characters of the traditional script, and of Japanese, whose mainland forms differ.
const NOT_SIMPLIFIED: &str = "許證體單關發區軍規則產據總處應實務國會輸経済産";

fn messages(lang: &str) -> &'static Messages {
    &corpus().messages[lang]
}

#[test]
fn every_term_has_three_words_and_each_a_source_or_a_reason() {
    assert!(corpus().terms.len() >= 80, "{}", corpus().terms.len());
    for term in &corpus().terms {
        for (lang, sources) in LANGUAGES.into_iter().zip(&term.sources) {
            assert!(!term.in_language(lang).is_empty(), "{} has no {lang}", term.id);
            assert!(!sources.is_empty() || term.note.contains("Ours in"), "{}: {lang}", term.id);
            for id in sources {
                let source = corpus().catalogue.source(id).unwrap_or_else(|| panic!("{}: {id}", term.id));
                assert!(source.url.starts_with("http"), "{id} cannot be opened");
            }
        }
    }
}

#[test]
fn four_words_in_five_have_a_source() {
    let all = corpus().terms.len() * LANGUAGES.len();
    let ours = corpus().terms.iter().flat_map(|term| &term.sources).filter(|sources| sources.is_empty());
    assert!(ours.count() * 5 <= all);
}

#[test]
fn chinese_words_are_in_the_script_of_the_mainland() {
    for term in &corpus().terms {
        let found: String = term.in_language("zh").chars().filter(|c| NOT_SIMPLIFIED.contains(*c)).collect();
        assert!(found.is_empty(), "{}: {found}", term.id);
    }
}

#[test]
fn words_stand_as_official_texts_have_them() {
    // JETRO on the rule of 2026-01-15; METI on deemed exports; article 18 of the Export Control Law.
    for (id, lang, word) in [
        ("presumption_of_denial", "ja", "原則不許可"),
        ("case_by_case", "ja", "個別審査"),
        ("deemed_export", "ja", "みなし輸出"),
        ("classification", "ja", "該非判定"),
        ("control_list_cn", "zh", "管控名单"),
        ("cac", "zh", "国家互联网信息办公室"),
    ] {
        assert_eq!(corpus().term(id).map(|term| term.in_language(lang)), Some(word), "{id}");
    }
}

#[test]
fn messages_have_the_same_keys_in_three_languages_and_no_place_of_a_term_left() {
    let keys = |lang| messages(lang).keys().collect::<BTreeSet<_>>();
    assert_eq!(keys("en"), keys("ja"));
    assert_eq!(keys("en"), keys("zh"));
    for lang in LANGUAGES {
        for (key, text) in messages(lang) {
            let left = parts(text).into_iter().any(|(part, _)| matches!(part, MessagePart::Term { .. }));
            assert!(!left, "{key} of {lang}: {text}");
        }
    }
}

#[test]
fn answers_and_policies_are_said_in_words_of_the_list() {
    let raw = ["en", "ja", "zh"].map(|lang| text_of(&format!("words/page.{lang}.toml")));
    for key in ["short_license_required", "review_presumption_of_denial", "authority_window_guidance"] {
        for text in &raw {
            let line = text.lines().find(|line| line.starts_with(key)).unwrap();
            assert!(line.to_lowercase().contains("{term."), "{line}");
        }
    }
    let shown = LANGUAGES.map(|lang| messages(lang)["short_license_required"].as_str());
    assert_eq!(shown, ["License required", "輸出許可が必要", "须申请许可证"]);
}

#[test]
fn titles_of_both_gates_are_translated() {
    let law = &corpus().law;
    let rules = law.rules.iter().map(|rule| (&rule.id, &rule.title));
    let instruments = law.instruments.iter().map(|instrument| (&instrument.id, &instrument.title));
    let titles = rules.chain(instruments);
    let open: Vec<&str> = titles.filter(|(_, title)| !title.is_translated()).map(|(id, _)| &**id).collect();
    assert!(open.is_empty(), "{open:?}");
}
