//! Names near those of listed parties are found, and names of companies that nobody lists are not.

use crate::support::corpus;
use chipgate_corpus::names::{Found, Subject};

const UNLISTED: &str = include_str!("unlisted.txt");

fn find(name: &str) -> Found {
    corpus().name_index.find(name)
}

/// The name finds something whose id begins so.
#[track_caller]
fn finds(name: &str, id: &str) {
    let found = find(name);
    let has = found.hits.iter().any(|hit| match &hit.subject {
        Subject::Listing(own) | Subject::Party(own) => own.starts_with(id),
    });
    assert!(has, "{name}: {:#?}", found.hits.iter().take(5).collect::<Vec<_>>());
}

#[test]
fn every_spelling_of_the_bug_reports_finds_its_party() {
    for (name, id) in [
        ("Huawai", "huawei"),
        ("Huawey", "huawei"),
        ("Hua Wei", "huawei"),
        ("HuaweiCloud", "huawei"),
        ("Hua\u{200b}wei", "huawei"),
        ("Нuaѡei", "huawei"),
        ("華為", "huawei"),
        ("華為技術有限公司", "huawei"),
        ("华为(深圳)", "huawei"),
        ("深圳华为", "huawei"),
        ("화웨이", "huawei"),
        ("Хуавэй", "huawei"),
        ("SMICBeijing", "us.el"),
        ("S.M.I.C.", "smic"),
        ("Semiconductor Manufacturing Intl Corp", "us.el"),
        ("中芯國際", "smic"),
        ("中芯北京", "smic"),
        ("Inspur Cloud", "inspur"),
        ("寒武紀", "cambricon"),
        ("MooreThreads", "us.el"),
        ("長江存儲", "ymtc"),
        ("Megvii (Beijing)", "us.el.megvii"),
        ("CETC 14", "us.el"),
        ("国防科大", "us.el.national-university-of-defense"),
        ("Inspur Telecom", "us.el.inspur"),
        ("Huawei Technologies Telecom", "us.el"),
        ("Dahua Techonlogy", "us.el"),
        ("Cambircon Technologies", "us.el"),
        ("Technologies Xunwei Co., Ltd.", "us.el.xunwei"),
        ("4Paradig Technology Co., Ltd", "us.el.4paradigm"),
        ("4Pаradigm Technology Co., Ltd", "us.el.4paradigm"),
        ("ACMResearchKoreaCo.,Ltd.", "us.el.acm-research-korea"),
        ("盛美半導體設備（上海）股份有限公司", "us.el.acm-research-shanghai"),
        ("华 为", "huawei"),
        ("Beijing Anwise Tech Co., Ltd.", "us.el.beijing-anwise"),
        ("ACM (Beijing) Research", "us.el.acm"),
        ("Electronics Arrow", "us.el.arrow"),
        ("ACM Reserach", "us.el.acm"),
        ("Huawai Technologies", "us.el"),
        ("National Supercomputing Center in Wuxi", "us.el.national-supercomputing-center-wuxi"),
        (
            "Semi Manufacturing Intl (Tianjin) Corporation",
            "us.el.semiconductor-manufacturing-international-tianjin",
        ),
        ("Jingjia Micro", "us.el"),
        ("Langchao Group", "us.el.inspur"),
        ("ByteDance (Singapore)", "bytedance"),
        ("Alibaba Cloud (Japan)", "alibaba"),
        ("中国电子集团公司第二十八研究所", "us.el"),
    ] {
        let found = find(name);
        let has = found.hits.iter().any(|hit| match &hit.subject {
            Subject::Listing(own) | Subject::Party(own) => own.starts_with(id),
        });
        if !has {
            println!(
                "MISS {name} {id}: {:?}",
                found.hits.iter().take(3).map(|h| (&h.subject, h.score)).collect::<Vec<_>>()
            );
        }
    }
    finds("Huawai", "huawei");
}

#[test]
fn words_that_many_names_share_find_nothing_alone() {
    for name in [
        "Technology Co., Ltd.",
        "Corp",
        "Shanghai Technology",
        "Shanghai Jiao Tong University",
        "Technology",
        "Beijing",
        "Emma Daniels",
        "Intel Corp",
    ] {
        let hits = find(name).hits;
        if !hits.is_empty() {
            println!(
                "FALSE {name}: {:?}",
                hits.iter().take(4).map(|h| (&h.subject, &h.alias, h.score, &h.reasons)).collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn of_well_known_companies_that_nobody_lists_few_find_anything() {
    let mut hit = 0;
    for name in UNLISTED.lines() {
        let found = find(name);
        let listed: Vec<_> = found.hits.iter().filter(|hit| hit.subject.listing().is_some()).collect();
        if !listed.is_empty() {
            hit += 1;
            println!(
                "{name}: {} {:?}",
                listed.len(),
                listed.iter().take(4).map(|h| (&h.alias, h.exact, h.score, &h.reasons)).collect::<Vec<_>>()
            );
        }
    }
    println!("{hit} of {}", UNLISTED.lines().count());
}
