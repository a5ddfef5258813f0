//! What lies over a screen: the command line, help, questions, choices, forms.
//!
//! Each in its own file: its state, how it takes an input, how it draws. Must not change the
//! screen beneath but by what it comes to.

use crate::domain::meeting::Command;
use crate::domain::stamp::Moment;
use crate::tui::act::Intent;
use crate::tui::effect::{Effect, Request};
use crate::tui::input::Input;
use crate::tui::pen::Pen;
use crate::tui::ui::Ui;
use ratatui::layout::Rect;
use std::borrow::Cow;

mod chooser;
mod confirm;
mod export;
mod files;
mod form;
mod help;
mod interrupted;
mod list;
mod loss;
mod notice;
mod palette;
mod person_picker;
mod preview;
mod reading;
mod rescue;
mod scroll;
mod terminals;
pub use chooser::Chooser;
pub use confirm::Confirm;
pub use export::Export;
pub use files::{FileEntry, Files, Listing};
pub use form::{
    About, Fault, Form, FormField, LineSeen, ListEntry, Listed, Live, Reads, Tone, Value,
};
pub use help::Help;
pub use interrupted::Interrupted;
pub use loss::Loss;
pub use notice::Notice;
pub use palette::Palette;
pub use person_picker::Picker;
pub use preview::{ImportPreview, Preview};
pub use reading::Reading;
pub use rescue::Rescue;
pub use terminals::Terminals;

/// What an overlay makes of an input.
#[derive(Debug, Clone)]
pub enum Outcome {
    Ignored,
    Keep,
    Close,
    /// Closes, and the key means what it means without it.
    Pass,
    /// Stays, and asks something of the app.
    Ask(Effect),
    /// Closes until the app has answered; comes back with the reason where it says no.
    Request(Request),
    /// Closes, then does this.
    Then(Intent),
    /// Closes once the rules agree; comes back with the reason where they do not.
    Submit {
        command: Command,
        at: Option<Moment>,
    },
}

#[derive(Debug, Clone)]
pub enum Overlay {
    Palette(Palette),
    Help(Help),
    Confirm(Confirm),
    Notice(Notice),
    Picker(Picker),
    Chooser(Chooser),
    Form(Form),
    Files(Files),
    Preview(Preview),
    Export(Box<Export>),
    Interrupted(Interrupted),
    Terminals(Terminals),
    Loss(Loss),
    Rescue(Rescue),
    Reading(Reading),
}

macro_rules! from {
    ($($kind:ident),*) => { $(
        impl From<$kind> for Overlay {
            fn from(overlay: $kind) -> Self {
                Self::$kind(overlay)
            }
        }
    )* };
}
from!(
    Palette, Help, Confirm, Notice, Picker, Chooser, Form, Files, Preview, Loss, Rescue, Terminals,
    Reading
);

impl From<Export> for Overlay {
    fn from(overlay: Export) -> Self {
        Self::Export(Box::new(overlay))
    }
}

impl Overlay {
    pub fn takes_text(&self) -> bool {
        match self {
            Self::Palette(_)
            | Self::Picker(_)
            | Self::Chooser(_)
            | Self::Files(_)
            | Self::Rescue(_) => true,
            Self::Form(form) => form.takes_text(),
            Self::Export(export) => export.takes_text(),
            Self::Help(_)
            | Self::Confirm(_)
            | Self::Notice(_)
            | Self::Preview(_)
            | Self::Interrupted(_)
            | Self::Loss(_)
            | Self::Reading(_)
            | Self::Terminals(_) => false,
        }
    }

    pub fn set_error(&mut self, text: String) {
        match self {
            Self::Palette(palette) => palette.error = Some(text),
            Self::Form(form) => form.error = Some(text),
            Self::Preview(preview) => preview.set_error(text),
            Self::Confirm(_)
            | Self::Help(_)
            | Self::Export(_)
            | Self::Notice(_)
            | Self::Picker(_)
            | Self::Files(_)
            | Self::Chooser(_)
            | Self::Interrupted(_)
            | Self::Loss(_)
            | Self::Rescue(_)
            | Self::Reading(_)
            | Self::Terminals(_) => {}
        }
    }

    /// The draft that it keeps: its name and the text as it stands.
    pub fn draft(&self) -> Option<(&str, Cow<'_, str>)> {
        match self {
            Self::Form(form) => Some((form.draft.as_deref()?, form.to_keep()?)),
            Self::Palette(_)
            | Self::Export(_)
            | Self::Help(_)
            | Self::Confirm(_)
            | Self::Notice(_)
            | Self::Picker(_)
            | Self::Files(_)
            | Self::Preview(_)
            | Self::Chooser(_)
            | Self::Interrupted(_)
            | Self::Loss(_)
            | Self::Rescue(_)
            | Self::Reading(_)
            | Self::Terminals(_) => None,
        }
    }

    pub fn update(&mut self, ui: &Ui, input: &Input) -> Outcome {
        match self {
            Self::Palette(palette) => palette.update(ui, input),
            Self::Help(help) => help.update(ui, input),
            Self::Confirm(confirm) => confirm.update(input),
            Self::Notice(_) => Notice::update(input),
            Self::Picker(picker) => picker.update(ui, input),
            Self::Chooser(chooser) => chooser.update(input),
            Self::Form(form) => form.update(ui, input),
            Self::Files(files) => files.update(input),
            Self::Preview(preview) => preview.update(ui, input),
            Self::Export(export) => export.update(ui, input),
            Self::Interrupted(asked) => asked.update(input),
            Self::Terminals(terminals) => terminals.update(ui, input),
            Self::Loss(_) => Loss::update(input),
            Self::Rescue(rescue) => rescue.update(input),
            Self::Reading(reading) => reading.update(input),
        }
    }

    pub fn draw(&self, pen: &mut Pen, area: Rect, ui: &Ui) {
        match self {
            Self::Palette(palette) => palette.draw(pen, area, ui),
            Self::Help(help) => help.draw(pen, area, ui),
            Self::Confirm(confirm) => confirm.draw(pen, area),
            Self::Notice(notice) => notice.draw(pen, area),
            Self::Picker(picker) => picker.draw(pen, area, ui),
            Self::Chooser(chooser) => chooser.draw(pen, area),
            Self::Form(form) => form.draw(pen, area, ui),
            Self::Files(files) => files.draw(pen, area, ui),
            Self::Preview(preview) => preview.draw(pen, area, ui),
            Self::Export(export) => export.draw(pen, area),
            Self::Interrupted(asked) => asked.draw(pen, area),
            Self::Terminals(terminals) => terminals.draw(pen, area, ui),
            Self::Loss(loss) => loss.draw(pen, area),
            Self::Rescue(rescue) => rescue.draw(pen, area),
            Self::Reading(reading) => reading.draw(pen, area, ui),
        }
    }
}

/// A box in the middle of an area, some rows above the bottom so that an input method's window
/// has room below the cursor.
fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 3;
    Rect { x, y, width, height }
}
