//! Who was there in the minutes: attending, sitting in, on leave, absent, late, left early.

use crate::document::facts::field;
use crate::document::model::Field;
use crate::document::people::{came, ordered};
use crate::document::request::PaperRequest;
use crate::domain::meeting::Meeting;
use crate::domain::person::Attends;
use crate::domain::roll::{Entry, Status};
use crate::i18n::{paper, terms};

/// The lists of names.
pub(super) fn fields(m: &Meeting, asked: &PaperRequest<'_>) -> Vec<Field> {
    let lang = asked.lang;
    let entries = ordered(m, asked.order);
    let named = |keep: &dyn Fn(&Entry) -> bool, more: &dyn Fn(&Entry) -> String| {
        let kept = entries.iter().filter(|e| keep(e));
        let names: Vec<String> =
            kept.map(|e| e.person.display() + &terms::aside(lang, &more(e))).collect();
        terms::list(lang, &names)
    };
    let nothing = |_: &Entry| String::new();
    let sits_in = |e: &Entry| e.person.attends == Attends::SittingIn;
    let reason = |e: &Entry| e.reason.clone();
    let mut fields = Vec::new();
    let attending = named(&|e| came(e) && !sits_in(e), &nothing);
    field(&mut fields, paper::attending(lang), attending);
    let sitting_in = named(&|e| came(e) && sits_in(e), &nothing);
    field(&mut fields, paper::sitting_in(lang), sitting_in);
    field(&mut fields, paper::on_leave(lang), named(&|e| e.status == Status::OnLeave, &reason));
    field(&mut fields, paper::absent(lang), named(&|e| e.status == Status::Absent, &reason));
    let arrived = |e: &Entry| {
        e.arrived.map_or_else(String::new, |at| paper::arrived_at(lang, terms::time(at)))
    };
    field(&mut fields, paper::late(lang), named(&|e| e.late, &arrived));
    let left =
        |e: &Entry| e.left.map_or_else(String::new, |at| paper::left_at(lang, terms::time(at)));
    let departed = named(&|e| e.status == Status::Departed, &left);
    field(&mut fields, paper::departed(lang), departed);
    fields
}
