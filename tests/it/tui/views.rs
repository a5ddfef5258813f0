//! Every view of one well-filled meeting, in both languages, at three sizes.

use super::sample;
use yishi::i18n::Lang;

const SIZES: [(u16, u16); 3] = [(80, 24), (100, 30), (160, 45)];
const LANGS: [(Lang, &str); 2] = [(Lang::Zh, "zh"), (Lang::En, "en")];
const VIEWS: [(&str, &str); 9] = [
    ("1", "desk"),
    ("2", "agenda"),
    ("3", "roll"),
    ("4", "floor"),
    ("5", "vote"),
    ("6", "minutes"),
    ("7", "outcomes"),
    ("8", "log"),
    ("9", "hall"),
];

#[test]
fn the_desk_and_the_outcomes_at_the_end() {
    for (lang, code) in LANGS {
        for size in SIZES {
            for (key, name) in [("1", "desk"), ("7", "outcomes")] {
                let mut desk = sample::sample(lang, size, "16:50", &[]);
                desk.keys(key);
                let name = format!("end-{name}-{code}-{}", size.0);
                insta::assert_snapshot!(name, desk.text());
            }
        }
    }
}

#[test]
fn every_view_of_a_meeting_under_way() {
    for (lang, code) in LANGS {
        for size in SIZES {
            for (key, name) in VIEWS {
                let mut desk = sample::filled(lang, size);
                desk.keys(key);
                let name = format!("view-{name}-{code}-{}", size.0);
                insta::assert_snapshot!(name, desk.text());
            }
        }
    }
}
