//! Names near those of listed parties are found, and names of companies that nobody lists are not.

use crate::support::{corpus, files_with, sound, text_of};
use chipgate_catalogue::Listing;
use chipgate_catalogue::names::{Found, Hit, Subject};

/// Well-known companies of many countries that stand on no US list, one a line.
const UNLISTED: &str = include_str!("unlisted.txt");
/// Lists of the Bureau of Industry and Security.
const OF_BIS: [&str; 4] = ["us.entity_list", "us.military_end_user", "us.unverified", "us.denied_persons"];

fn find(name: &str) -> Found {
    corpus().catalogue.names.find(name)
}

fn id(hit: &Hit) -> &str {
    match &hit.subject {
        Subject::Listing(id) | Subject::Party(id) => id,
    }
}

/// Each name finds an entry or party whose id begins so.
#[track_caller]
fn each_finds(pairs: &[(&str, &str)]) {
    let missed =
        pairs.iter().filter(|(name, begin)| !find(name).hits.iter().any(|hit| id(hit).starts_with(begin)));
    assert_eq!(missed.collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
}

#[test]
fn a_misspelt_name_finds_its_party() {
    each_finds(&[
        ("Huawai", "huawei"),
        ("Huawey", "huawei"),
        ("United Aircraft Corporatiion", "us.el.united-aircraft-corporation"),
        ("Huawai Technologies", "us.el.huawei"),
        ("Dahua Techonlogy", "us.el"),
        ("Cambircon Technologies", "us.el.cambricon"),
        ("4Paradig Technology Co., Ltd", "us.el.4paradigm"),
        ("ACM Reserach", "us.el.acm-research"),
        ("Biern", "biren"),
    ]);
}

#[test]
fn words_joined_split_turned_or_abbreviated_find_their_party() {
    each_finds(&[
        ("Hua Wei", "huawei"),
        ("HuaweiCloud", "huawei"),
        ("SMICBeijing", "us.el"),
        ("S.M.I.C.", "smic"),
        ("MooreThreads", "us.el.moore-thread"),
        ("ACMResearchKoreaCo.,Ltd.", "us.el.acm-research-korea"),
        ("ACM (Beijing) Research", "us.el.acm-research"),
        ("Electronics Arrow", "us.el.arrow-electronics"),
        ("Technologies Xunwei Co., Ltd.", "us.el.xunwei"),
        ("Beijing Anwise Tech Co., Ltd.", "us.el.beijing-anwise"),
        ("Semiconductor Manufacturing Intl Corp", "us.el.semiconductor-manufacturing"),
        (
            "Semi Manufacturing Intl (Tianjin) Corporation",
            "us.el.semiconductor-manufacturing-international-tianjin",
        ),
        ("National Supercomputing Center in Wuxi", "us.el.national-supercomputing-center-wuxi"),
        ("CETC 14", "us.el"),
    ]);
}

#[test]
fn a_distinctive_part_of_a_name_finds_its_party() {
    each_finds(&[
        ("Inspur Cloud", "us.el.inspur"),
        ("Inspur Telecom", "us.el.inspur"),
        ("Langchao Group", "us.el.inspur"),
        ("Jingjia Micro", "us.el"),
        ("Megvii (Beijing)", "us.el.megvii"),
        ("Huawei Technologies Telecom", "us.el.huawei"),
        ("ByteDance (Singapore)", "bytedance"),
        ("Alibaba Cloud (Japan)", "alibaba"),
    ]);
}

#[test]
fn names_in_other_scripts_find_their_party() {
    each_finds(&[
        ("華為", "huawei"),
        ("華為技術有限公司", "huawei"),
        ("华 为", "huawei"),
        ("华为(深圳)", "huawei"),
        ("深圳华为", "huawei"),
        ("中芯國際", "smic"),
        ("中芯北京", "smic"),
        ("寒武紀", "cambricon"),
        ("長江存儲", "ymtc"),
        ("盛美半導體設備（上海）股份有限公司", "us.el.acm-research-shanghai"),
        ("中国电子集团公司第二十八研究所", "us.el"),
        ("国防科大", "us.el.national-university-of-defense"),
        ("화웨이", "huawei"),
        ("Хуавэй", "huawei"),
    ]);
}

#[test]
fn letters_that_cannot_be_seen_or_only_look_the_same_do_not_hide_a_name() {
    each_finds(&[
        ("Hua\u{200b}wei", "huawei"),
        ("Hua\u{ad}wei", "huawei"),
        ("Нuaѡei", "huawei"),
        ("4P\u{430}radigm Technology Co., Ltd", "us.el.4paradigm"),
        ("Ｈｕａｗｅｉ", "huawei"),
    ]);
    let found = find("H\u{443}awei");
    assert!(found.hits.iter().all(|hit| !hit.exact), "a look-alike passes for the name itself");
}

#[test]
fn a_hit_says_which_name_it_met_and_why() {
    let found = find("Huawai");
    let best = found.hits.first().unwrap();
    assert!(best.alias.contains("Huawei") && !best.exact, "{best:?}");
    assert_eq!(best.reasons, ["edits"]);
    assert_eq!(find("Huawei").party.as_deref(), Some("huawei"));
    for hit in
        ["Huawai", "Hua Wei", "H\u{443}awei", "華為", "Huawei Tech"].iter().flat_map(|name| find(name).hits)
    {
        for reason in hit.reasons {
            let key = format!("near_{reason}");
            assert_ne!(corpus().message("zh", &key), key);
        }
    }
}

#[test]
fn words_that_many_names_share_find_nothing_alone() {
    for name in [
        "Technology Co., Ltd.",
        "Technology",
        "Corp",
        "Beijing",
        "Shanghai Technology",
        "Shanghai Jiao Tong University",
        "Emma Daniels",
        "Intel Corp",
        "Acer",
        "Adyen",
        "Kia",
        "Novartis",
    ] {
        let listed: Vec<Hit> =
            find(name).hits.into_iter().filter(|hit| hit.subject.listing().is_some()).collect();
        assert_eq!(listed, Vec::new(), "{name}");
    }
}

#[test]
fn of_well_known_companies_that_nobody_lists_one_in_twenty_at_most_finds_an_entry() {
    let names: Vec<&str> = UNLISTED.lines().collect();
    let mut found = 0;
    for name in &names {
        let hits = find(name).hits;
        if let Some(hit) = hits.iter().find(|hit| hit.subject.listing().is_some()) {
            found += 1;
            println!("{name}: {} ({:?})", hit.alias, hit.reasons);
        }
    }
    println!("{found} of {} unlisted companies", names.len());
    assert!(names.len() >= 100 && found * 20 <= names.len(), "{found} of {}", names.len());
}

#[test]
fn every_name_and_alias_of_the_four_lists_of_bis_is_found_as_it_is() {
    let mut missed = Vec::new();
    let mut tried = 0;
    for listing in corpus().catalogue.lists.iter().filter(|listing| OF_BIS.contains(&&*listing.list)) {
        for name in std::iter::once(&listing.name).chain(&listing.aliases) {
            tried += 1;
            let found = find(name);
            if !found.listed().any(|id| *id == listing.id) {
                missed.push(name);
            }
        }
    }
    println!("{tried} names and aliases of the lists of BIS");
    assert_eq!(missed, Vec::<&chipgate_base::Name>::new());
}

/// A way to write a name differently; `None` where it does not change this one.
type Mangling = fn(&str) -> Option<String>;

const ONE_EDIT: [(&str, Mangling); 4] = [
    ("one letter dropped", |name| in_long_word(name, |word, at| drop(word.splice(at..=at, [])))),
    ("one letter added", |name| in_long_word(name, |word, at| word.insert(at, 'e'))),
    ("one letter replaced", |name| {
        in_long_word(name, |word, at| word[at] = if word[at] == 'x' { 'q' } else { 'x' })
    }),
    ("two letters swapped", |name| in_long_word(name, |word, at| word.swap(at, at - 1))),
];
const WRITING: [(&str, Mangling); 8] = [
    ("own name", |name| Some(name.to_owned())),
    ("small letters", |name| changed(name, name.to_lowercase())),
    ("legal form dropped", without_form),
    ("first words swapped", first_swapped),
    ("spaces removed", |name| changed(name, name.replace(' ', ""))),
    ("look-alike letters", |name| changed(name, name.replace('a', "\u{430}").replace('e', "\u{435}"))),
    ("zero-width space", |name| Some(name.chars().enumerate().flat_map(hidden_after_third).collect())),
    ("abbreviated", |name| {
        changed(
            name,
            name.replace("Technology", "Tech").replace("International", "Intl").replace("Company", "Co"),
        )
    }),
];

fn changed(from: &str, to: String) -> Option<String> {
    (to != from).then_some(to)
}

fn hidden_after_third((at, c): (usize, char)) -> Vec<char> {
    if at == 2 { vec![c, '\u{200b}'] } else { vec![c] }
}

/// Changes the middle of the first word of at least five letters.
fn in_long_word(name: &str, change: impl Fn(&mut Vec<char>, usize)) -> Option<String> {
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    let letters = |word: &String| word.chars().filter(char::is_ascii_alphabetic).count();
    let word = words.iter_mut().find(|word| letters(word) >= 5)?;
    let mut chars: Vec<char> = word.chars().collect();
    let middle = chars.len() / 2;
    change(&mut chars, middle);
    *word = chars.into_iter().collect();
    changed(name, words.join(" "))
}

fn without_form(name: &str) -> Option<String> {
    let forms =
        [" Co., Ltd.", " Co., Ltd", " Co. Ltd.", " Company Limited", " Limited", " Ltd.", " Inc.", " LLC"];
    forms.iter().find_map(|form| name.strip_suffix(form)).map(|rest| rest.trim_end_matches(',').to_owned())
}

fn first_swapped(name: &str) -> Option<String> {
    let mut words: Vec<&str> = name.split(' ').collect();
    (words.len() > 1).then(|| words.swap(0, 1))?;
    changed(name, words.join(" "))
}

/// The name that is the entry's own: of an affiliate, that after its parent's.
fn own_name(listing: &Listing) -> &str {
    listing.name.split_once("Affiliated Entity:").map_or(&*listing.name, |(_, own)| own.trim())
}

/// Of these entries, how many are found by the mangled name, and the names that find nothing.
fn recall(entries: &[&Listing], mangling: Mangling) -> (usize, usize, Vec<String>) {
    let mangled: Vec<(&&Listing, String)> =
        entries.iter().filter_map(|entry| Some((entry, mangling(own_name(entry))?))).collect();
    let missed = |(entry, name): &(&&Listing, String)| {
        let found = find(name);
        (!found.hits.iter().any(|hit| hit.subject.listing() == Some(&entry.id))).then(|| name.clone())
    };
    let missed: Vec<String> = mangled.iter().filter_map(missed).collect();
    (mangled.len() - missed.len(), mangled.len(), missed)
}

/// Every so-manieth entry of the Entity List.
fn sample(step: usize) -> Vec<&'static Listing> {
    let of_list = corpus().catalogue.lists.iter().filter(|listing| &*listing.list == "us.entity_list");
    of_list.step_by(step).collect()
}

#[test]
fn mangled_names_of_the_entity_list_are_found() {
    let entries = sample(38);
    let (mut found, mut tried) = (0, 0);
    for (label, mangling) in ONE_EDIT.iter().chain(&WRITING) {
        let (hit, all, missed) = recall(&entries, *mangling);
        println!("{label:22} {hit:4} of {all:4} {missed:?}");
        (found, tried) = (found + hit, tried + all);
        let is_one_edit = ONE_EDIT.iter().any(|(known, _)| known == label) || *label == "own name";
        assert!(!is_one_edit || hit == all, "{label}: {missed:?}");
    }
    println!("{found} of {tried} mangled names");
    assert!(entries.len() >= 90 && found * 100 >= tried * 98, "{found} of {tried}");
}

#[test]
fn chinese_names_in_other_writing_are_found() {
    let writings: [(&str, Mangling); 4] = [
        ("traditional characters", |name| Some(hanconv::s2t(name))),
        ("with spaces", |name| Some(name.chars().flat_map(|c| [c, ' ']).collect())),
        ("without legal form", |name| {
            changed(
                name,
                name.replace("股份有限公司", "").replace("有限责任公司", "").replace("有限公司", ""),
            )
        }),
        ("a city before", |name| Some(format!("深圳{name}"))),
    ];
    let is_chinese =
        |name: &&chipgate_base::Name| name.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for (label, writing) in writings {
        let (mut found, mut tried) = (0, 0);
        for listing in corpus().catalogue.lists.iter() {
            for name in listing.aliases.iter().filter(is_chinese).filter_map(|name| writing(name)) {
                tried += 1;
                found += usize::from(
                    find(&name).hits.iter().any(|hit| hit.subject.listing() == Some(&listing.id)),
                );
            }
        }
        println!("{label:22} {found:4} of {tried:4}");
        assert!(tried > 100 && found * 100 >= tried * 98, "{label}: {found} of {tried}");
    }
}

#[test]
fn the_names_that_were_packed_before_find_what_those_packed_now_find() {
    let parties = text_of("things/parties/parties.csv");
    let anew = sound(&files_with(&[("things/parties/parties.csv", parties.into_bytes())]), &[]);
    for name in ["Huawei", "Huawai", "Inspur Cloud", "华为(深圳)", "Arrow", "Beijing Institute of Technology"]
    {
        assert_eq!(anew.catalogue.names.find(name), find(name), "{name}");
    }
}
