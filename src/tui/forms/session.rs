//! Forms of the session itself.

use crate::domain::meeting::Command;
use crate::domain::session;
use crate::i18n::ui::form as text;
use crate::tui::overlays::Form;
use crate::tui::ui::Ui;

pub(crate) fn recess(ui: &Ui) -> Form {
    let lang = ui.lang();
    let form = Form::new(text::title_recess(lang), |ui, form| {
        let seconds = form.seconds(ui, "time")?;
        Ok(Command::Session(session::Command::Recess(seconds)))
    });
    form.duration(
        "time",
        text::seconds(lang),
        text::seconds_hint(lang),
        &text::in_minutes(lang, 10),
    )
    .probe(Command::Session(session::Command::Recess(None)))
}
