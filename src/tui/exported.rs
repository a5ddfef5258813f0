//! What the app tells of an export, and what is asked about it.

use crate::i18n::ui::export as words;
use crate::tui::act::Intent;
use crate::tui::effect::{Effect, Export, Exported};
use crate::tui::overlays::{Confirm, Notice, Overlay};
use crate::tui::stale::Stale;
use crate::tui::ui::Ui;

impl Ui {
    /// How far work beside the screen is: the people that were read of a list, for whoever waits for
    /// it; else the file that is being made, from 1.
    pub fn exporting(&mut self, at: usize, of: usize) {
        let waits = match self.overlays.last_mut() {
            Some(Overlay::Files(files)) => files.has_read(at),
            Some(Overlay::Preview(preview)) => preview.has_read(at),
            _ => false,
        };
        if waits {
            self.frame.stale = Stale::Everything;
        } else if of > 0 {
            self.say(words::working(self.lang(), at, of));
        }
    }

    /// The end of an export. Who is in the middle of something else is told in one line.
    pub fn exported(&mut self, wanted: &Export, came: Exported) {
        let lang = self.lang();
        let title = words::title(lang);
        let folder = wanted.folder.display();
        let count = wanted.docs.len();
        match came {
            Exported::Done(remarks) if self.overlays.is_empty() => {
                // In place of the last step, which would stay on.
                self.say(words::done_short(lang, count, &folder));
                let mut text = words::done(lang, count, folder);
                for remark in remarks {
                    text += "\n";
                    text += &remark;
                }
                let open = Intent::Effect(Effect::OpenFolder(wanted.folder.clone()));
                self.lay(Confirm::new(title, text, open));
            }
            Exported::Done(_) => self.say(words::done_short(lang, count, folder)),
            Exported::Exists(names) => {
                let text = words::exists(lang, names.join(" "), folder);
                let again = Export { replace: true, ..wanted.clone() };
                self.lay(Confirm::new(title, text, Intent::Effect(Effect::Export(again))));
            }
            Exported::Failed(why) if self.overlays.is_empty() => {
                self.lay(Notice { title, text: words::failed(lang, why) });
            }
            Exported::GivenUp => {}
            Exported::Failed(why) => self.warn(words::failed(lang, why)),
        }
    }

    fn lay(&mut self, overlay: impl Into<Overlay>) {
        self.overlays.push(overlay.into());
        self.frame.stale = Stale::Everything;
    }
}
