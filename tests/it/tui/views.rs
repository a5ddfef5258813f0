//! Every view of one well-filled meeting.

use super::{sample, shot};

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
    for (key, name) in [("1", "desk"), ("7", "outcomes")] {
        shot::screen(&format!("end-{name}"), |lang, size| {
            let mut desk = sample::sample(lang, size, "16:50", &[]);
            desk.keys(key);
            desk
        });
    }
}

#[test]
fn every_view_of_a_meeting_under_way() {
    for (key, name) in VIEWS {
        shot::screen(&format!("view-{name}"), |lang, size| {
            let mut desk = sample::filled(lang, size);
            desk.keys(key);
            desk
        });
    }
}
