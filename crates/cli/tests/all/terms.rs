//! The terms, and days, titles and messages in the language of the reader, from outside.

use crate::support::{chipgate, copy_of_data, err, json, out};

#[test]
fn terms_stand_in_three_languages_with_their_sources() {
    let list = json(&["terms", "--format", "json"]);
    let denial = list.as_array().unwrap().iter().find(|term| term["id"] == "presumption_of_denial").unwrap();
    let words = ["en", "ja", "zh"].map(|lang| denial[lang].as_str().unwrap());
    assert_eq!(words, ["presumption of denial", "原則不許可", "推定拒绝"]);
    let one = json(&["terms", "show", "presumption_of_denial", "--format", "json"]);
    assert!(
        one["words"]["ja"]["sources"][0]["url"].as_str().unwrap().starts_with("https://www.jetro.go.jp/")
    );
    let text = out(&chipgate(&["terms", "list", "--lang", "zh"]));
    assert!(text.lines().next().unwrap().split_whitespace().eq(["id", "zh", "en", "ja", "domain"]), "{text}");
    let unknown = chipgate(&["terms", "show", "presumption"]);
    assert!(err(&unknown).contains("did you mean `presumption_of_"), "{}", err(&unknown));
}

#[test]
fn days_and_titles_are_in_the_form_of_the_reader_and_iso_for_programs() {
    let ask = ["determine", "--chip", "nvidia-h20-96gb", "--to", "CN", "--as-of", "2025-05-01"];
    let in_language = |lang| out(&chipgate(&[&ask[..], &["--lang", lang]].concat()));
    for (lang, day, title) in [
        ("en", "May 1, 2025", "Letter to NVIDIA of April 2025"),
        ("ja", "2025年5月1日", "2025年4月のエヌビディア宛インフォームレター"),
        ("zh", "2025年5月1日", "2025年4月致英伟达的知会信"),
    ] {
        let text = in_language(lang);
        assert!(text.contains(day) && text.contains(title) && text.contains(">= 4,000"), "{text}");
    }
    let json = json(&[&ask[..], &["--format", "json", "--lang", "ja"]].concat());
    assert_eq!(json["as_of"], "2025-05-01");
    assert!(json.to_string().contains("Letter to NVIDIA of April 2025"));
}

#[test]
fn a_page_writes_days_as_its_reader_does() {
    let page = |lang| {
        let chip = "nvidia-h20-96gb";
        out(&chipgate(&[
            "history",
            "--chip",
            chip,
            "--from-date",
            "2025-04-01",
            "--to-date",
            "2025-09-30",
            "--format",
            "html",
            "--lang",
            lang,
        ]))
    };
    assert!(page("en").contains("<td class=\"d\">Apr 9, 2025</td>"));
    assert!(page("ja").contains("<td class=\"d\">2025年4月9日</td>"));
}

#[test]
fn check_refuses_a_message_that_asks_for_what_the_program_does_not_pass() {
    let data = copy_of_data("terms/messages");
    for lang in ["en", "ja", "zh"] {
        let path = data.join(format!("words/text.{lang}.toml"));
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace("verdict_line = \"", "verdict_line = \"{mood} ")).unwrap();
    }
    let output = chipgate(&["check", "--data", &data.display().to_string(), "--format", "csv"]);
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    assert_eq!(text.matches("has an argument `mood` that the program does not pass").count(), 3, "{text}");
    assert!(text.contains("use {answer}"), "{text}");
}
